using Forerun.Ledgers;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Tests.Prefetching;

/// <summary>What holds whatever is prefetched, on conversations by seed in which reads come before and after writes.</summary>
public class PrefetchLaws
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    public static TheoryData<int, double> Cases => [.. Enumerable.Range(1, 12).Select(seed => (seed, seed % 3 / 2.0))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prefetch_IsNeverAWriteNorUsedStale(int seed, double dial)
    {
        var trace = Helpdesk.Of(seed);
        var (_, rows) = Replay(trace, dial);
        Assert.DoesNotContain(rows, r => r.Operation == "change_order" && r.Standing == Standing.Bet);
        var used = 0;
        foreach (var run in trace.Runs)
        {
            var own = rows.Where(r => r.Tags.Run == run.Run).ToList();
            for (var i = 1; i < run.Steps.Count; i++)
                if (Prefetched(run, i, own) is { } early) AssertFresh(early, run, i, own, ref used);
        }

        Assert.True(used > 10, $"only {used} prefetches were used");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prefetch_ThatIsNotUsed_IsChargedAndCostsNoTime(int seed, double dial)
    {
        var trace = Helpdesk.Of(seed);
        var (report, _) = Replay(trace, dial);
        var sequential = Replayer.Run(trace, new ReplayOptions { Policy = "sequential" }, TestContext.Current.CancellationToken);
        Assert.Equal(
            0.0005m * (report.Prefetches.Started - report.Prefetches.Used), report.Speculative.Usd - report.Sequential.Usd);
        foreach (var (early, late) in report.PerRun.Zip(sequential.PerRun)) Assert.True(early.Seconds <= late.Seconds, early.Run);
        Assert.True(report.Speculative.Seconds < report.Sequential.Seconds);
    }

    /// <summary>A read that was begun, or done, and is asked for after a write is asked for again.</summary>
    [Fact]
    public void Prefetch_WithAWriteBetween_IsReadAgain()
    {
        var again = 0;
        for (var seed = 1; seed <= 12; seed++)
        {
            var (_, rows) = Replay(Helpdesk.Of(seed), 1);
            again += rows.Count(r => r.Standing == Standing.Authoritative && r.Operation == "get_order" && rows.Any(early =>
                early.Standing == Standing.Bet && early.Tags.Run == r.Tags.Run && early.Key == r.Key && early.At < r.StartedAt));
        }

        Assert.True(again > 0, "no prefetch was overtaken by a write");
    }

    /// <summary>The prefetch that stands for a step of the record: nobody else asked for its key.</summary>
    private static AttemptRow? Prefetched(TraceRun run, int step, List<AttemptRow> own)
    {
        if (run.Steps[step] is not { Kind: StepKind.Tool, Effect: TraceEffect.None } || KeyOf(run, step) is not { } key) return null;
        Assert.Contains(own, r => r.Key == key && r.End == AttemptEnd.Finished);
        return own.Exists(r => r.Key == key && r.Standing == Standing.Authoritative) ? null : own.FindLast(r => r.Key == key && r.Standing == Standing.Bet);
    }

    private static void AssertFresh(AttemptRow early, TraceRun run, int step, List<AttemptRow> own, ref int used)
    {
        used++;
        var asked = own.Find(r => r.Slot == $"{step}" && r.Operation == "decide")!.At;
        Assert.True(asked - early.At <= Fresh, $"{run.Run}: read {early.Key} at {early.At}, used at {asked}");
        for (var i = 0; i < step; i++)
            if (run.Steps[i].Effect != TraceEffect.None)
                Assert.True(own.Find(r => r.Slot == $"{i + 1}")!.At <= early.StartedAt, $"{run.Run}: {early.Key} was read before step {i + 1} wrote");
    }

    private static string? KeyOf(TraceRun run, int step)
    {
        string Name(int i) => $"{run.Steps[i].Operation}:{Value.Of(run.Steps[i - 1].Output.GetProperty("arguments")).Digest}";
        var before = Enumerable.Range(1, step - 1).Count(i => run.Steps[i].Kind == StepKind.Tool && Name(i) == Name(step));
        return before == 0 ? Name(step) : $"{Name(step)}#{before}";
    }

    private static (ReplayReport Report, List<AttemptRow> Rows) Replay(Trace trace, double dial)
    {
        var ledger = new MemoryLedger();
        var options = new ReplayOptions { Policy = "paste", Dial = (decimal)dial, Ledger = ledger };
        var report = Replayer.Run(trace, options, TestContext.Current.CancellationToken);
        return (report, [.. ledger.Rows.OfType<AttemptRow>()]);
    }
}
