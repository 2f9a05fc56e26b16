using Forerun.Traces;

namespace Forerun.Replay.Generating;

/// <summary>
/// Makes runs of levels: <c>execute</c> writes a text that no other run has, <c>verify</c> returns it as it is or corrected and says which,
/// and the children <c>child-1</c> … work on what it returned. The steps of level n above the first have <c>.n</c> behind their ids; their
/// executor reads the children of the level before.
/// </summary>
public static class VerifyGenerator
{
    /// <summary>The runs of a seed. The first runs are the same however many follow.</summary>
    /// <exception cref="InvalidOptionsException">Options are out of range.</exception>
    public static IEnumerable<TraceRun> Generate(VerifyOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Runs(options, new Dice(seed));
    }

    private static IEnumerable<TraceRun> Runs(VerifyOptions options, Dice dice)
    {
        for (var number = 1; number <= options.Runs; number++)
        {
            var steps = new List<TraceStep>();
            IReadOnlyList<TraceDependency> before = [];
            for (var level = 1; level <= options.Levels; level++)
                before = AddLevel(options, number, level == 1 ? "" : $".{level}", before, steps, dice);
            yield return StepMaker.Run("verify", number, steps);
        }
    }

    /// <summary>Adds a level; gives what the next executor reads.</summary>
    private static List<TraceDependency> AddLevel(
        VerifyOptions options, int number, string suffix, IReadOnlyList<TraceDependency> before, List<TraceStep> steps, Dice dice)
    {
        var (execute, verify) = ($"execute{suffix}", $"verify{suffix}");
        var work = new ModelCost(options.Model, options.ExecuteSeconds, options.InputTokens, options.OutputTokens);
        var check = new ModelCost(options.Model, options.VerifySeconds, options.VerifyInputTokens, options.VerifyOutputTokens);
        var text = $"text {number}{suffix}";
        steps.Add(StepMaker.Model(execute, work, dice.Factor(options.Jitter), StepMaker.Json(("text", text)), before));

        var isKept = dice.Chance(options.MatchRate);
        var verified = isKept ? text : $"{text}, corrected";
        var checks = new TraceDependency(execute, "free_text");
        steps.Add(StepMaker.Model(verify, check, dice.Factor(options.Jitter), StepMaker.Json(("text", verified)), checks) with
        {
            Verdict = isKept ? Verdict.Kept : Verdict.Changed,
        });

        var after = new List<TraceDependency>();
        for (var i = 1; i <= options.Children; i++)
        {
            var child = $"child-{i}{suffix}";
            var reads = new TraceDependency(verify, "verified", Reads: "$.text");
            var output = StepMaker.Json(("text", $"{child} on {verified}"));
            steps.Add(StepMaker.Model(child, work with { Seconds = options.ChildSeconds }, dice.Factor(options.Jitter), output, reads));
            after.Add(new TraceDependency(child, "free_text", Reads: "$.text"));
        }

        return after;
    }
}
