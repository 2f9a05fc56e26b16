using Forerun.Traces;

namespace Forerun.Replay.Generating;

/// <summary>
/// Makes runs of levels: a <c>source</c> chooses a topic, equal branches <c>branch-1</c> … look into it, <c>join</c> puts their findings
/// together. The steps of level n above the first have <c>.n</c> behind their ids.
/// </summary>
public static class DagGenerator
{
    /// <summary>The runs of a seed. The first runs are the same however many follow.</summary>
    /// <exception cref="InvalidOptionsException">Options are out of range.</exception>
    public static IEnumerable<TraceRun> Generate(DagOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Runs(options, new Dice(seed));
    }

    private static IEnumerable<TraceRun> Runs(DagOptions options, Dice dice)
    {
        // The usual form of each value: one topic a level, or one finding a branch.
        var usual = new int[options.Levels * options.FanOut];
        for (var i = 0; i < usual.Length; i++)
            usual[i] = dice.Below(options.Topics);
        for (var number = 1; number <= options.Runs; number++)
        {
            var steps = new List<TraceStep>();
            for (var level = 0; level < options.Levels; level++)
                AddLevel(options, usual.AsSpan(level * options.FanOut, options.FanOut), level, steps, dice);
            yield return StepMaker.Run("dag", number, steps);
        }
    }

    private static void AddLevel(DagOptions options, ReadOnlySpan<int> usual, int level, List<TraceStep> steps, Dice dice)
    {
        var suffix = level == 0 ? "" : $".{level + 1}";
        IReadOnlyList<TraceDependency> begin = steps.Count == 0 ? [] : [new TraceDependency(steps[^1].Id)];
        var topic = "";
        if (!options.FanInOnly)
        {
            var source = $"source{suffix}";
            topic = Draw(options, usual[0], dice);
            var chosen = StepMaker.Json(("topic", topic));
            steps.Add(StepMaker.Model(source, Cost(options, options.SourceSeconds), dice.Factor(options.Jitter), chosen, begin));
            begin = [new TraceDependency(source, "classifier", Reads: "$.topic")];
        }

        var cost = Cost(options, options.BranchSeconds);
        var factor = dice.Factor(options.Jitter);
        var findings = new List<string>();
        var joined = new List<TraceDependency>();
        for (var i = 0; i < options.FanOut; i++)
        {
            var branch = $"branch-{i + 1}{suffix}";
            findings.Add(options.FanInOnly ? Draw(options, usual[i], dice) : $"{branch} on {topic}");
            joined.Add(new TraceDependency(branch, options.FanInOnly ? "classifier" : "lookup", Reads: "$.finding"));
            steps.Add(StepMaker.Model(branch, cost, factor, StepMaker.Json(("finding", findings[i])), begin));
        }
        var answer = StepMaker.Json(("answer", string.Join("; ", findings)));
        steps.Add(StepMaker.Model($"join{suffix}", Cost(options, options.JoinSeconds), dice.Factor(options.Jitter), answer, joined));
    }

    private static string Draw(DagOptions options, int usual, Dice dice)
    {
        var usually = dice.Chance(options.HitRate);
        var other = dice.Below(options.Topics - 1);
        return $"topic-{(usually ? usual : other >= usual ? other + 1 : other) + 1}";
    }

    private static ModelCost Cost(DagOptions options, double seconds) =>
        new(options.Model, seconds, options.InputTokens, options.OutputTokens);
}
