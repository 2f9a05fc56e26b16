using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Chatting;

/// <summary><c>forerun chat</c>: an agent in the terminal.</summary>
internal static class ChatCommand
{
    public static Command Make(Terminal terminal)
    {
        var sheet = new ChatSheet(terminal);
        var command = new Command(
            "chat",
            "An agent in the terminal, with the tools of MCP servers. Answers come as they are written; beside them stands each bet as it is made, won and lost, "
            + "in dollars and seconds. Reads lines from stdin where that is no terminal. /help says what else it understands.");
        sheet.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var request = sheet.Read(parsed);
            return Task.Run(() => ChatJob.RunAsync(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal,
            "forerun chat --model gpt-4o-mini",
            "forerun chat --model gpt-4o --drafter gpt-4o-mini --mcp \"files=npx -y @modelcontextprotocol/server-filesystem .\" --trust files");
        return command;
    }
}
