using Forerun.Traces;

namespace Forerun.Replay.Generating;

/// <summary>
/// Makes plans: a chain of <c>plan-step</c> model steps that ends at the output <c>TERMINATE</c>, each with what a drafter named
/// <c>direct</c> said for it.
/// </summary>
public static class PlanGenerator
{
    /// <summary>The output that ends a plan.</summary>
    public const string Terminate = "TERMINATE";

    private static readonly string[] Actions =
    [
        "sharpen", "denoise", "upscale", "colorize", "crop", "rotate", "detect", "segment", "classify", "caption", "translate", "summarize",
        "transcribe", "extract", "answer", "compare",
    ];

    /// <summary>The runs of a seed. The first runs are the same however many follow.</summary>
    /// <exception cref="InvalidOptionsException">Options are out of range.</exception>
    public static IEnumerable<TraceRun> Generate(PlanOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Runs(options, new Dice(seed));
    }

    private static IEnumerable<TraceRun> Runs(PlanOptions options, Dice dice)
    {
        var tasks = new string[options.Tasks][];
        for (var t = 0; t < tasks.Length; t++)
            tasks[t] = [.. Enumerable.Range(0, options.MaxSteps).Select(_ => Actions[dice.Below(Actions.Length)])];
        for (var i = 0; i < options.Runs; i++)
        {
            var task = i % tasks.Length;
            yield return StepMaker.Run("plan", i + 1, Steps(options, tasks[task], dice)) with { Task = $"task-{task + 1}" };
        }
    }

    private static TraceStep[] Steps(PlanOptions options, string[] actions, Dice dice)
    {
        var steps = new TraceStep[options.MinSteps + dice.Below(options.MaxSteps - options.MinSteps + 1)];
        for (var i = 0; i < steps.Length; i++)
        {
            var growth = steps.Length == 1 ? 1 : 0.8 + 0.4 * i / (steps.Length - 1);
            var output = i == steps.Length - 1 ? Terminate : actions[i];
            var cost = new ModelCost(options.Model, options.TargetSeconds, options.InputTokens * growth, options.OutputTokens);
            var after = i == 0 ? (IReadOnlyList<TraceDependency>)[] : [new TraceDependency($"{i}")];
            var (seconds, tokens) = dice.Factors(options.Jitter, options.OutputJitter ?? options.Jitter);
            steps[i] = StepMaker.Model($"{i + 1}", cost, seconds, StepMaker.Text(output), after) with
            {
                Operation = "plan-step",
                Usage = StepMaker.Usage(cost.InputTokens, cost.OutputTokens, tokens),
                Guesses = [Guess(options, output, growth, dice)],
            };
        }
        return steps;
    }

    private static TraceGuess Guess(PlanOptions options, string truth, double growth, Dice dice)
    {
        var guess = dice.Chance(options.HitRate) ? truth : Miss(options, truth, dice);
        var factor = dice.Factor(options.Jitter);
        return new TraceGuess
        {
            By = "direct",
            Model = options.DrafterModel,
            Output = StepMaker.Text(guess),
            Duration = StepMaker.Duration(options.DrafterSeconds, factor),
            Usage = StepMaker.Usage(options.DrafterInputTokens * growth, options.DrafterOutputTokens, factor),
        };
    }

    private static string Miss(PlanOptions options, string truth, Dice dice)
    {
        if (dice.Chance(options.FalseTerminateRate) && truth != Terminate)
            return Terminate;
        // One of the other actions, each as likely.
        var own = Array.IndexOf(Actions, truth);
        var other = dice.Below(own < 0 ? Actions.Length : Actions.Length - 1);
        return Actions[own >= 0 && other >= own ? other + 1 : other];
    }
}
