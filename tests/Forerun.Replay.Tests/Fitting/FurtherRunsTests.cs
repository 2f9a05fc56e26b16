using Forerun.Replay.Fitting;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Fitting;

/// <summary>What a fit says of ten further runs, against ten further runs: generated workloads of every family, each of a seed and parameters of its own.</summary>
public class FurtherRunsTests
{
    private const int Mine = 24, Tens = 4;

    [Fact]
    public void Run_GeneratedWorkloads_HaveNineOfTenTensOfFurtherRunsInTheirIntervals_NoneWiderThan30Points()
    {
        var (inside, of, widths) = (0, 0, 0m);
        for (var seed = 1; seed <= 25; seed++)
        {
            var runs = Workload(seed);
            var mine = new Trace { Name = "mine", Runs = [.. runs.Take(Mine)] };
            var saved = Fitter.Run(mine, new FitOptions(), TestContext.Current.CancellationToken).Predicted.Saved;
            Assert.InRange(saved.High - saved.Low, 0, 30);
            widths += saved.High - saved.Low;
            foreach (var further in runs.Skip(Mine).Chunk(10))
            {
                var shown = Replayer.Run(
                    new Trace { Name = "further", Runs = further }, new ReplayOptions { Policy = "forerun", Train = mine }, TestContext.Current.CancellationToken).SavedPercent;
                if (shown >= saved.Low && shown <= saved.High) inside++;
                of++;
            }
        }

        Assert.True(inside >= 0.9 * of, $"{inside} of {of} are inside.");
        Assert.InRange(widths / 25, 0, 25);
    }

    private static IReadOnlyList<TraceRun> Workload(int seed)
    {
        const int runs = Mine + (10 * Tens);
        return (seed % 5) switch
        {
            0 => [.. PlanGenerator.Generate(new PlanOptions { Runs = runs, HitRate = 0.2 + (seed % 8 * 0.1), MaxSteps = 9 }, seed)],
            1 => [.. RouterGenerator.Generate(new RouterOptions { Runs = runs, Ways = 2 + (seed % 7), Skew = seed % 4, Jitter = 0.4 }, seed)],
            2 => [.. DagGenerator.Generate(new DagOptions { Runs = runs, FanOut = 1 + (seed % 4), Levels = 1 + (seed % 3) }, seed)],
            3 => [.. TreeGenerator.Generate(new TreeOptions { Runs = runs, Skew = seed % 6 }, seed)],
            _ => [.. VerifyGenerator.Generate(new VerifyOptions { Runs = runs, Levels = 1 + (seed % 3), MatchRate = 0.1 + (seed % 9 * 0.1) }, seed)],
        };
    }
}
