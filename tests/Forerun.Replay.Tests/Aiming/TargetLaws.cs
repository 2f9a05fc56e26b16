using Forerun.Aiming;
using Forerun.Replay.Aiming;
using Forerun.Replay.Generating;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Aiming;

/// <summary>Targets over generated workloads: of a hundred, ninety are met within 5 points.</summary>
public class TargetLaws
{
    private const int Workloads = 100;
    private static readonly decimal[] Percents = [2, 5, 10, 20, 40];

    [Theory]
    [InlineData("cost-aware", Workloads)]
    [InlineData("forerun", 20)]
    public void Extra_OfAHundredWorkloads_IsMetWithinFivePoints_AndNotByBettingOnNothing(string policy, int workloads)
    {
        var (met, saved, could) = (0, 0m, 0m);
        for (var seed = 0; seed < workloads; seed++)
        {
            var (trace, percent) = (Workload(seed), Percents[seed / 5 % Percents.Length]);
            var target = Target.Extra(percent);
            var options = new ReplayOptions { Policy = policy, Dial = 0.5m };
            var (sequential, aimed) = (Runs(trace, options, "sequential"), Runs(trace, options with { Target = target }, policy));
            if (TargetReport.SeenOf(target, sequential, aimed) <= percent + 5) met++;
            saved += Waited(sequential) - Waited(aimed);
            could += Fastest(trace, options, sequential, target);
        }

        Assert.True(met >= 0.9 * workloads, $"{met} of {workloads} are met within 5 points.");
        Assert.True(saved >= could, $"{saved} s saved; the fastest dial that meets each would have saved {could}.");
    }

    [Fact]
    public void Time_OfAHundredWorkloads_IsMetWithinFivePoints_WhereItCanBe()
    {
        var (met, cheaper) = (0, 0m);
        for (var seed = 0; seed < Workloads; seed++)
        {
            var trace = Workload(seed);
            var options = new ReplayOptions { Policy = "cost-aware" };
            var (slow, fast) = (Runs(trace, options with { Dial = 0 }, "cost-aware"), Runs(trace, options, "cost-aware"));
            var quickest = TargetReport.SeenOf(Target.Answered(95, TimeSpan.FromSeconds(1)), fast, fast);
            var target = Target.Answered(95, TimeSpan.FromSeconds((double)quickest * (1 + (seed % 4 * 0.05))));
            var aimed = Runs(trace, options with { Target = target }, "cost-aware");
            if (TargetReport.Of(target, 1, slow, aimed).LatePercent <= 5 + 5) met++;
            cheaper += fast.Sum(r => r.Cost.Amount) - aimed.Sum(r => r.Cost.Amount);
        }

        Assert.True(met >= 90, $"{met} of {Workloads} are met within 5 points.");
        Assert.True(cheaper > 0, $"{cheaper} USD less than at dial 1 throughout.");
    }

    private static decimal Fastest(Trace trace, ReplayOptions options, IReadOnlyList<ReplayedRun> sequential, Target target) => new[] { 0m, 0.5m, 1m }
        .Select(dial => Runs(trace, options with { Dial = dial }, options.Policy))
        .Where(runs => TargetReport.SeenOf(target, sequential, runs) <= target.ExtraPercent)
        .Select(runs => Waited(sequential) - Waited(runs)).DefaultIfEmpty().Max();

    private static decimal Waited(IEnumerable<ReplayedRun> runs) => runs.Sum(r => Replayer.Seconds(r.Waited));

    private static List<ReplayedRun> Runs(Trace trace, ReplayOptions options, string policy) =>
        Curriculum.All(trace, options, policy, null, () => { }, TestContext.Current.CancellationToken);

    /// <summary>Of each family in turn, forty runs.</summary>
    private static Trace Workload(int seed) => new()
    {
        Name = $"seed-{seed}",
        Runs = [.. (seed % 5) switch
        {
            0 => PlanGenerator.Generate(new PlanOptions { Runs = 40, HitRate = 0.3 + (seed % 7 * 0.1), MaxSteps = 9 }, seed),
            1 => RouterGenerator.Generate(new RouterOptions { Runs = 40, Ways = 2 + (seed % 5), Skew = seed % 4, Jitter = 0.3 }, seed),
            2 => DagGenerator.Generate(new DagOptions { Runs = 40, FanOut = 1 + (seed % 3), Levels = 1 + (seed % 2) }, seed),
            3 => TreeGenerator.Generate(new TreeOptions { Runs = 40, Skew = 1 + (seed % 4) }, seed),
            _ => VerifyGenerator.Generate(new VerifyOptions { Runs = 40, Levels = 1 + (seed % 2), MatchRate = 0.4 + (seed % 6 * 0.1) }, seed),
        }],
    };
}
