using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Laws;

/// <summary>Traces by seed: of each generator, DAGs of any shape, and conversations.</summary>
internal static class RandomTraces
{
    public static Trace Of(int seed) => new()
    {
        Name = $"seed-{seed}",
        Runs = [.. (seed % 7) switch
        {
            0 => PlanGenerator.Generate(new PlanOptions { Runs = 5, Tasks = 2, HitRate = 0.7, MaxSteps = 8 }, seed),
            1 => RouterGenerator.Generate(new RouterOptions { Runs = 8, Ways = 3, Skew = 2 }, seed),
            2 => DagGenerator.Generate(new DagOptions { Runs = 8, FanOut = 1 + (seed % 3), Levels = 1 + (seed % 2), FanInOnly = seed % 4 == 0 }, seed),
            3 => TreeGenerator.Generate(new TreeOptions { Runs = 8, Skew = 3 }, seed),
            4 => Dags(new Dice(seed)),
            5 => VerifyGenerator.Generate(new VerifyOptions { Runs = 6, Levels = 1 + (seed % 2), MatchRate = 0.6 }, seed),
            _ => Conversations.Of(seed),
        }],
    };

    private static IEnumerable<TraceRun> Dags(Dice dice)
    {
        var count = 3 + dice.Below(8);
        var after = Enumerable.Range(0, count).Select(i => (IReadOnlyList<TraceDependency>)[.. Upstreams(dice, i)]).ToList();
        var cost = Enumerable.Range(0, count).Select(_ => new ModelCost("gpt-4o", 1 + (dice.Share() * 8), 500, 100)).ToList();
        for (var number = 1; number <= 8; number++)
        {
            yield return StepMaker.Run("any-dag", number, [.. Enumerable.Range(0, count).Select(i => StepMaker.Model(
                $"n{i}", cost[i], dice.Factor(0.3), StepMaker.Json(("label", $"label-{dice.Rank(4, 2)}"), ("text", $"{number}")), after[i]))]);
        }
    }

    private static IEnumerable<TraceDependency> Upstreams(Dice dice, int i) => Enumerable.Range(0, i)
        .Where(_ => dice.Chance(2.0 / i))
        .Select(u => new TraceDependency($"n{u}", dice.Chance(0.5) ? "classifier" : "lookup", 4, dice.Chance(0.8) ? "$.label" : null));
}
