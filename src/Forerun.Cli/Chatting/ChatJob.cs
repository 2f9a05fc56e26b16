using Forerun.AI.Clients;
using Forerun.AI.Retrying;
using Forerun.AI.Speculating;
using Forerun.Cli.Accounting;
using Forerun.Cli.Chatting.Servers;
using Forerun.Cli.Chatting.Showing;
using Forerun.Cli.Demo;
using Forerun.Cli.Output;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Storage;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Chatting;

/// <summary>Starts all that a chat needs, and ends all of it.</summary>
internal static class ChatJob
{
    private static readonly RetryOptions Retries = new() { Delay = TimeSpan.FromSeconds(0.5) };

    public static async Task<int> RunAsync(ChatRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var clock = terminal.Clock ?? throw new ChatException("Nobody gave the chat a clock; run it as the forerun command.");
        if (string.IsNullOrWhiteSpace(request.Key))
            throw new ChatException($"There is no key for {request.Endpoint.Host}; set {EndpointSheet.KeyVariable} to one, or to any word if the service needs none.");
        using var ledger = LedgerFile.Live(LedgerPath(request, terminal), "chat", clock);
        var board = new BetBoard(ledger);
        var totals = new Totals(board);
        var failed = await TalkAsync(request, terminal, clock, board, totals, cancellationToken).ConfigureAwait(false);
        if (request.Json) ChatJson.Write(terminal.Out, request, totals, failed);
        else if (totals.Turns > 0) terminal.Error.WriteLine(totals.Sentence());
        if (ledger.Close() is not { } unwritten) return failed > 0 ? Failures.Failed : 0;
        terminal.Error.WriteLine(unwritten);
        return Failures.Failed;
    }

    private static async Task<int> TalkAsync(
        ChatRequest request, Terminal terminal, TimeProvider clock, BetBoard board, Totals totals, CancellationToken cancellationToken)
    {
        var settings = request.Settings();
        if (Unpriced(request, settings.Prices, clock) is { } sentence) terminal.Error.WriteLine(sentence);
        var servers = await ToolServers.StartAsync(request, terminal, clock, cancellationToken).ConfigureAwait(false);
        await using (servers.ConfigureAwait(false))
        {
            var limits = new Limits(new LimitOptions());
            using var drafter = request.Drafter is { } small ? Connect(request, small, clock, limits) : null;
            var agent = Connect(request, request.Model, clock, limits).WithSpeculation(o =>
            {
                (o.Drafter, o.Settings, o.Limits, o.Ledger, o.Time) = (drafter, settings, limits, board, clock);
                o.IncludeDetailedErrors = true; // what a tool of one's own says went wrong is one's own
            });
            await using (agent.ConfigureAwait(false))
            {
                var asked = new Asked(terminal, agent, board, totals, request.Json ? terminal.Error : terminal.Out);
                return await new Talk(terminal, agent, servers, board, totals, ChatShow.On(terminal, board, request, clock), asked)
                    .RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static IChatClient Connect(ChatRequest request, string model, TimeProvider clock, Limits limits)
    {
        var (draws, gate) = (Draws.Of(1, $"waits between tries of {model}"), new Lock());
        var options = new OpenAIChatClientOptions { Endpoint = request.Endpoint, Model = model, Key = request.Key, Rates = limits.Models };
        return new OpenAIChatClient(options, clock).WithRetries(Retries, clock, () =>
        {
            lock (gate) return draws.Share();
        });
    }

    private static string LedgerPath(ChatRequest request, Terminal terminal)
    {
        if (request.Ledger is { } named) return named;
        DemoFiles.MakeFolder(terminal.UserFolder, "the ledger");
        return UserData.Ledger(terminal.UserFolder);
    }

    private static string? Unpriced(ChatRequest request, PriceBook book, TimeProvider clock)
    {
        try
        {
            book.Require(request.Drafter is { } small ? [request.Model, small] : [request.Model], clock.GetUtcNow());
            return null;
        }
        catch (UnknownPriceException e)
        {
            return e.Message + " Until then its dollars are unknown, and no bet is made on it.";
        }
    }
}
