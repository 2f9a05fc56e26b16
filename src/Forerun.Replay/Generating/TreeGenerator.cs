using Forerun.Traces;

namespace Forerun.Replay.Generating;

/// <summary>
/// Makes ways through a tree of routers: <c>level-1</c>, <c>level-2</c> … each choose a route by the one before, <c>answer</c> ends the
/// run. Only the way taken is recorded.
/// </summary>
public static class TreeGenerator
{
    /// <summary>The runs of a seed. The first runs are the same however many follow.</summary>
    /// <exception cref="InvalidOptionsException">Options are out of range.</exception>
    public static IEnumerable<TraceRun> Generate(TreeOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Runs(options, new Dice(seed));
    }

    private static IEnumerable<TraceRun> Runs(TreeOptions options, Dice dice)
    {
        for (var number = 1; number <= options.Runs; number++)
            yield return StepMaker.Run("tree", number, Steps(options, dice));
    }

    private static List<TraceStep> Steps(TreeOptions options, Dice dice)
    {
        var router = new ModelCost(options.Model, options.RouterSeconds, options.RouterInputTokens, options.RouterOutputTokens);
        var answer = new ModelCost(options.Model, options.AnswerSeconds, options.AnswerInputTokens, options.AnswerOutputTokens);
        var steps = new List<TraceStep>();
        var way = new List<string>();
        IReadOnlyList<TraceDependency> after = [];
        for (var level = 1; level <= options.Levels; level++)
        {
            way.Add($"route-{dice.Rank(options.Ways, options.Skew) + 1}");
            steps.Add(StepMaker.Model($"level-{level}", router, dice.Factor(options.Jitter), StepMaker.Json(("label", way[^1])), after));
            after = [new TraceDependency($"level-{level}", "router_k_way", options.Ways, "$.label")];
        }
        var reply = StepMaker.Json(("reply", $"answer by {string.Join(" / ", way)}"));
        steps.Add(StepMaker.Model("answer", answer, dice.Factor(options.Jitter), reply, after));
        return steps;
    }
}
