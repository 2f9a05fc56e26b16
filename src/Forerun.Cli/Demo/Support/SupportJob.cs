using Forerun.AI.Steps;
using Forerun.Cli.Accounting;
using Forerun.Cli.Demo.Running;
using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Demo.Support.Models;
using Forerun.Cli.Demo.Support.Running;
using Forerun.Cli.Output;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support;

/// <summary>Runs the conversations with a plain loop, with bets and with foresight, at the same time, and tells what came out.</summary>
internal static class SupportJob
{
    public static async Task<int> RunAsync(SupportRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var clock = terminal.Clock ?? throw new DemoException("Nobody gave the demo a clock; run it as the forerun command.");
        var doubts = EndpointSheet.Doubts(request, clock);
        if (request.Record is { } folder) DemoFiles.MakeFolder(folder, "the recording");
        using var ledger = LedgerFile.Live(DemoFiles.LedgerPath(request, terminal), "demo", clock);
        if (doubts is not null) terminal.Error.WriteLine(doubts);
        if (!request.Json) DemoPage.WriteHead(terminal, request, SupportWords.Setting(request));
        var report = await PassesAsync(request, terminal, clock, ledger, cancellationToken).ConfigureAwait(false);
        if (request.Json) SupportJson.Write(terminal.Out, report);
        else DemoPage.Write(terminal, report.Passes, SupportWords.Outcome(report));
        List<string> errors = [];
        if (ledger.Close() is { } unwritten) errors.Add(unwritten);
        if (request.Record is { } into && DemoFiles.Write(into, report.Passes) is { } unrecorded) errors.Add(unrecorded);
        foreach (var error in errors) terminal.Error.WriteLine(error);
        return errors.Count > 0 ? Failures.Failed : 0;
    }

    private static async Task<SupportReport> PassesAsync(
        SupportRequest request, Terminal terminal, TimeProvider clock, LedgerFile ledger, CancellationToken cancellationToken)
    {
        // What a process does for the first time takes longer; nothing of it is counted, learned or written down.
        var throwaway = request with { Conversations = 1, Speed = double.PositiveInfinity, Endpoint = null, Model = null };
        await AllAsync(throwaway, clock, new MemoryLedger(), _ => new Nobody(), cancellationToken).ConfigureAwait(false);
        var show = Show.On(terminal, request, clock);
        await using (show.ConfigureAwait(false))
            return await AllAsync(request, clock, ledger, show.Begin, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All at the same time, so that what else the machine does hits all alike.</summary>
    private static async Task<SupportReport> AllAsync(
        SupportRequest request, TimeProvider clock, ILedger ledger, Func<string, IWatch> watch, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stop = stopping.Token;
        var prices = request.Book();
        var sequential = SupportPass.RunAsync(
            "sequential", request, clock, watch("sequential"),
            cast => new PlainAgent(cast.Client, cast.Options, new PlainBook("sequential", request.Large, prices, ledger, clock)), stop);
        var speculative = SupportPass.RunAsync(
            "speculative", request, clock, watch("speculative"), cast => Speculating(request, clock, ledger, prices, cast, cast.Drafter), stop);
        var foresight = request.Endpoint is not null ? null : SupportPass.RunAsync(
            "foresight", request, clock, new Nobody(),
            cast => Speculating(request, clock, new MemoryLedger(), request.ForesightBook(), cast, new Foreseen(cast.Script)), stop);
        await TogetherAsync(foresight is null ? [sequential, speculative] : [sequential, speculative, foresight], stopping).ConfigureAwait(false);
        var (without, with) = (await sequential.ConfigureAwait(false), await speculative.ConfigureAwait(false));
        if (foresight is null) return new SupportReport(new DemoReport(request, without, with, Foresight.Seconds(without, cancellationToken)), null);
        var best = await foresight.ConfigureAwait(false);
        return new SupportReport(new DemoReport(request, without, with, DemoReport.Seconds(best.Waited)), best);
    }

    /// <summary>Waits for all; the first that fails stops the others, and is the one that is told.</summary>
    private static async Task TogetherAsync(Task[] passes, CancellationTokenSource stopping)
    {
        var first = await Task.WhenAny(passes.Select(async p =>
        {
            await p.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (p.IsCompletedSuccessfully) await Task.WhenAll(passes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return p;
        })).Unwrap().ConfigureAwait(false);
        if (first.IsCompletedSuccessfully) return;
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(passes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    /// <summary>The server counts four characters of a message as a token and sends one at a time, so nothing has to be estimated.</summary>
    private static TokenCounting LikeTheServer { get; } = new()
    {
        Input = static (messages, _) => Math.Max(1, messages.Sum(m => Tokens(m.Text) + m.Contents.OfType<FunctionResultContent>().Sum(r => Tokens(r.Result?.ToString())))),
        Output = static update => update.Contents.Count(c => c is TextContent or FunctionCallContent),
    };

    private static int Tokens(string? text) => ((text?.Length ?? 0) + 3) / 4;

    private static SpeculatingAgent Speculating(
        SupportRequest request, TimeProvider clock, ILedger ledger, PriceBook prices, Cast cast, IChatClient? drafter) =>
        new(cast.Client, cast.Options, ledger, o =>
        {
            o.Drafter = drafter;
            o.Time = clock;
            if (request.Endpoint is null) o.Counting = LikeTheServer;
            o.Policy = LivePolicies.Find(request.Policy)!;
            o.Settings = new Settings
            {
                Dial = request.Dial, ValueOfTime = new(request.ValueOfTime), Prices = prices,
                CancelRule = request.Endpoint is null ? CancelRule.Streamed : null, // our server counts what it has sent; by the rule "full" the first call that is stopped would cost nobody knows what
            };
        });
}
