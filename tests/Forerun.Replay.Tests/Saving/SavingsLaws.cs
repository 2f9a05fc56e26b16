using Forerun.Ledgers;
using Forerun.Replay.Saving;
using Forerun.Replay.Tests.Laws;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Saving;

/// <summary>Of replayed runs the ledger's savings are the difference that the replay itself finds, to the last digit.</summary>
public class SavingsLaws
{
    private static readonly string[] Policies =
        ["sequential", "cost-aware", "forerun", "fixed-depth:3", "dsp", "speculative-actions:2", "sherlock", "paste", "branch-beam", "oracle", "free-oracle"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 28)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Savings_OfARandomTrace_EqualTheReplayedDifference(int seed)
    {
        var trace = RandomTraces.Of(seed);
        foreach (var policy in Policies) Check(trace, new ReplayOptions { Policy = policy, Dial = seed % 3 * 0.5m });
    }

    [Theory]
    [InlineData("openagi-plan.jsonl", "cost-aware")]
    [InlineData("openagi-plan.jsonl", "fixed-depth:4")]
    [InlineData("support-airline.jsonl", "forerun")]
    public void Savings_OfARecordedTrace_EqualTheReplayedDifference(string file, string policy) =>
        Check(TraceReader.Read(SharedData.PathOf(file)), new ReplayOptions { Policy = policy });

    internal static Savings Of(IEnumerable<LedgerRow> rows, SavingsBy by = SavingsBy.Workflow)
    {
        var tally = new SavingsTally(by);
        foreach (var row in rows) tally.Add(row);
        return tally.Sum();
    }

    private static void Check(Trace trace, ReplayOptions options)
    {
        var ledger = new MemoryLedger();
        var report = Replayer.Run(trace, options with { Ledger = ledger }, TestContext.Current.CancellationToken);
        foreach (var by in Enum.GetValues<SavingsBy>())
        {
            var savings = Of(ledger.Rows, by);
            var total = savings.Total;
            Assert.True(
                (report.Speculative.Seconds, report.Speculative.Usd, report.Sequential.Seconds, report.Sequential.Usd)
                    == (total.WaitedSeconds, total.Usd, total.WithoutBetsSeconds, total.WithoutBetsUsd),
                $"{trace.Name}, {options.Policy}, dial {options.Dial}: the replay has {report.Speculative} and {report.Sequential}, the ledger {total}.");
            Assert.Equal((report.Hits, report.Misses, report.Cancelled), (total.Hits, total.Misses, total.Cancelled));
            Assert.Equal(total.ExtraUsd, savings.Groups.Sum(g => g.Saved.ExtraUsd));
            Assert.Equal(total.SavedSeconds, savings.Groups.Sum(g => g.Saved.SavedSeconds), 9);
        }
    }
}
