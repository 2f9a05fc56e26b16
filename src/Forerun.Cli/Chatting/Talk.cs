using Forerun.AI.Clients;
using Forerun.AI.Speculating;
using Forerun.AI.Speculating.Reporting;
using Forerun.Cli.Chatting.Servers;
using Forerun.Cli.Chatting.Showing;
using Forerun.Cli.Output;
using Forerun.Ledgers;
using Forerun.Mcp;
using Forerun.Running.Live;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Chatting;

/// <summary>A conversation, line by line, until somebody ends it.</summary>
internal sealed class Talk(Terminal terminal, SpeculatingChatClient agent, ToolServers servers, BetBoard board, Totals totals, ChatShow show, Asked asked)
{
    private readonly List<ChatMessage> messages = [];
    private readonly HashSet<string> named = [];

    /// <summary>Goes on to the end.</summary>
    /// <returns>How many turns had no answer.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var failed = 0;
        while (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (line.StartsWith('/'))
            {
                if (!asked.Answer(line)) break;
            }
            else if (!await TryAnswerAsync(line, cancellationToken).ConfigureAwait(false)) failed++;
        }

        return failed;
    }

    /// <summary>A console's reader holds its thread until there is a line, whatever is cancelled; so it has one of its own.</summary>
    private Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        if (terminal.IsTyped)
        {
            terminal.Out.Write("> ");
            terminal.Out.Flush();
        }

        return Task.Run(terminal.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
    }

    private async Task<bool> TryAnswerAsync(string line, CancellationToken cancellationToken)
    {
        await servers.RefreshAsync(cancellationToken).ConfigureAwait(false);
        messages.Add(new ChatMessage(ChatRole.User, line));
        board.BeginTurn();
        try
        {
            var turn = agent.GetStreamingResponseAsync(messages, new ChatOptions { Tools = [.. servers.Tools] }, cancellationToken);
            var response = await show.ShowAsync(turn, cancellationToken).ConfigureAwait(false);
            messages.AddRange(response.Messages);
            if (response.Speculation() is { } report) Tell(report);
            return true;
        }
        catch (Exception e) when (e is ModelException or McpServerException or RunException or LedgerException)
        {
            messages.RemoveAt(messages.Count - 1); // it was not answered, so it was not said
            terminal.Error.WriteLine(e.Message);
            return false;
        }
        finally
        {
            board.EndTurn();
        }
    }

    private void Tell(TurnReport report)
    {
        totals.Add(report);
        terminal.Error.WriteLine($"  {(report with { Undeclared = null })}");
        if (report.Undeclared is { } undeclared && undeclared.Names.Aggregate(false, (isNew, name) => named.Add(name) || isNew))
            terminal.Error.WriteLine($"  {Asked.Undeclared(undeclared)}");
    }
}
