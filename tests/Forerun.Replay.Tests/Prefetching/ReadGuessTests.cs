using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Prefetching;

public class ReadGuessTests
{
    [Fact]
    public void Reads_OfConversationsOfOneKind_AreGuessedFromTheRunsBefore()
    {
        var (short_, long_) = (Replay(Helpdesk.Of(101, 4)), Replay(Helpdesk.Of(101, 120)));
        Assert.InRange(long_.Reads.FirstPercent!.Value, 60, 100);
        Assert.True(long_.Reads.FirstPercent <= long_.Reads.ThreePercent);
        Assert.True(short_.Reads.FirstPercent < long_.Reads.FirstPercent);
    }

    [Fact]
    public void Reads_UnderOtherPolicies_AreGuessedTheSame() =>
        Assert.Equal(Replay(Helpdesk.Of(102)).Reads, Replay(Helpdesk.Of(102), policy: "cost-aware").Reads);

    [Fact]
    public void Reads_OfAnotherTenant_TeachNothing()
    {
        var (one, other) = (Helpdesk.Of(103, 20), Helpdesk.Of(104, 20));
        var alone = Replay(other);
        var theirs = one with { Runs = [.. one.Runs.Select(r => r with { Tenant = "other" })] };
        Assert.Equal(alone.Reads, Replay(other, train: theirs).Reads);
        Assert.NotEqual(alone.Reads, Replay(other, train: one).Reads);
    }

    [Fact]
    public void Dial_TurnedUp_StartsMoreAndSavesMore()
    {
        var trace = Helpdesk.Of(105, 60);
        var reports = new[] { 0, 0.5, 1 }.Select(dial => Replay(trace, dial)).ToList();
        Assert.True(reports[0].Prefetches.Started < reports[1].Prefetches.Started && reports[1].Prefetches.Started < reports[2].Prefetches.Started);
        Assert.True(reports[0].Speculative.Seconds > reports[2].Speculative.Seconds);
    }

    /// <summary>The figures that are asked for: 42 % and 66 % guessed, 25 % of read seconds hidden at half an extra read for each real one.</summary>
    [Fact]
    public void Support_WithTheTaskLeftOut_ReachesWhatIsAskedFor()
    {
        var trace = TraceReader.Read(SharedData.PathOf("support-airline.jsonl"), TestContext.Current.CancellationToken);
        var options = new ReplayOptions { Policy = "paste", Dial = 0.35m, LeaveOutTask = true };
        var runs = Curriculum.All(trace, options, "paste", null, () => { }, TestContext.Current.CancellationToken);
        var reads = trace.Runs.SelectMany(r => r.Steps).Where(ReadWitness.IsRead).ToList();
        var waited = trace.Runs.SelectMany(r => r.Steps).Where(s => s.Kind != StepKind.Human).Sum(s => s.Duration.TotalSeconds);
        Assert.InRange(runs.Sum(r => r.Guessed?.First ?? 0) / (double)reads.Count, 0.42, 1);
        Assert.InRange(runs.Sum(r => r.Guessed?.Three ?? 0) / (double)reads.Count, 0.66, 1);
        Assert.InRange((waited - runs.Sum(r => r.Waited.TotalSeconds)) / reads.Sum(s => s.Duration.TotalSeconds), 0.25, 1);
        Assert.InRange(runs.Sum(r => r.Prefetches.Started - r.Prefetches.Used) / (double)reads.Count, 0, 0.5);
    }

    private static ReplayReport Replay(Trace trace, double dial = 1, string policy = "paste", Trace? train = null) =>
        Replayer.Run(
            trace, new ReplayOptions { Policy = policy, Dial = (decimal)dial, Train = train }, TestContext.Current.CancellationToken);
}
