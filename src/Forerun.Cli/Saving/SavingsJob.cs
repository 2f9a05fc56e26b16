using Forerun.Cli.Accounting;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Pricing;
using Forerun.Replay;
using Forerun.Replay.Comparing;
using Forerun.Replay.Importing;
using Forerun.Replay.Saving;

namespace Forerun.Cli.Saving;

/// <summary>Reads a ledger, adds up what its bets have saved, and shows it.</summary>
internal static class SavingsJob
{
    private const decimal Usual = 0.01m;

    public static int Run(SavingsRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var prices = request.Prices is { } book ? DefaultPriceBook.Load().Merge(PriceBookReader.Read(book)) : DefaultPriceBook.Load();
        var (savings, scope, policy) = Add(request, cancellation);
        var worth = request.ValueOfTime ?? savings.ValueOfTime?.Amount ?? Usual;
        var trace = request.Trace is { } file ? TraceFile.Read(file, cancellation) : null;
        var found = new SavingsFound(request, scope, savings, worth)
        {
            Ways = OtherWay.Of(savings.Models, prices, At(prices), request.Instead),
            Policy = request.Policy ?? (policy is not null && Lineup.HasDial(policy) ? policy : "forerun"),
            Dials = [],
        };
        if (trace is not null) found = found with { Dials = Turn(trace, found, prices, terminal, cancellation) };
        if (request.Json) SavingsJson.Write(terminal.Out, found);
        else SavingsPage.Write(terminal, found);
        Tell(terminal, found);
        return trace is not null && Skipped.Tell(terminal, [trace]) ? Failures.Failed : 0;
    }

    private static (Savings Savings, Scope Scope, string? Policy) Add(SavingsRequest request, CancellationToken cancellation)
    {
        var source = LedgerSource.Open(request.Ledger);
        var scope = Scope.Of(source, request.Session, null);
        var began = scope.Shown.ToDictionary(s => s.Id, s => s.Began);
        var tally = new SavingsTally(request.By);
        string? policy = null;
        foreach (var (session, row) in source.Rows(scope.Shown, null))
        {
            cancellation.ThrowIfCancellationRequested();
            tally.Add(row, session, session is { } id ? began.GetValueOrDefault(id) : null);
            policy = row.Tags.Policy;
        }

        return (tally.Sum(), scope, policy);
    }

    /// <summary>The counterfactual: the recorded runs again, at other dials.</summary>
    private static IReadOnlyList<DialPoint> Turn(Traces.Trace trace, SavingsFound found, PriceBook prices, Terminal terminal, CancellationToken cancellation)
    {
        using var progress = new SlowProgress(terminal, "runs");
        var replay = new ReplayOptions { Prices = prices, ValueOfTime = new Usd(found.ValueOfTime), Progress = progress };
        var comparison = Comparer.Run(trace, new CompareOptions { Replay = replay, Policies = [found.Policy], DialSweep = true }, cancellation);
        var without = comparison.Sequential;
        return [.. comparison.DialSweep.Select(p => new DialPoint(p.At, without.Seconds - p.Seconds, p.Usd - without.Usd, p.NetValueUsd))];
    }

    private static DateTimeOffset At(PriceBook prices) => new((prices.AsOf ?? new DateOnly(2026, 1, 1)).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    /// <summary>What the sums don't hold.</summary>
    private static void Tell(Terminal terminal, SavingsFound found)
    {
        var (total, savings) = (found.Savings.Total, found.Savings);
        if (total.UnknownCosts > 0) terminal.Error.WriteLine($"What {Counts.Of(total.UnknownCosts, "call")} cost is not known and is in no sum.");
        if (total.RunsWithoutSeconds > 0)
            terminal.Error.WriteLine($"{Counts.Of(total.RunsWithoutSeconds, "run")} did not come to an answer, or an earlier version wrote the ledger: the seconds are in no sum, the dollars are.");
        if (savings.Unsettled > 0) terminal.Error.WriteLine($"{Counts.Of(savings.Unsettled, "run")} not settled: in no sum.");
        if (found.Scope.LeftOut is { } leftOut) terminal.Error.WriteLine(leftOut);
    }
}
