using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo;

/// <summary><c>forerun demo</c>: letters answered by a workflow over real HTTP, without bets and with them.</summary>
internal static class DemoCommand
{
    public static Command Make(Terminal terminal)
    {
        var sheet = new DemoSheet(terminal);
        var command = new Command(
            "demo",
            "Answers letters over real HTTP on this machine, one step after the other and then with bets: seconds, dollars, and each bet in words. "
            + "What the models say is scripted by the seed, at the pace of measured services; what is guessed is learned while it runs.");
        sheet.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var request = sheet.Read(parsed);
            return Task.Run(() => DemoJob.RunAsync(request, terminal, cancellation), CancellationToken.None);
        });
        command.Add(Support.SupportCommand.Make(terminal));
        Help.AddExamples(
            command, terminal,
            "forerun demo",
            "forerun demo support",
            "forerun demo --seed 7 --record runs --json",
            "forerun demo --endpoint https://api.openai.com/v1 --model gpt-4o-mini --emails 3");
        return command;
    }
}
