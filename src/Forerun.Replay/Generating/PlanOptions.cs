namespace Forerun.Replay.Generating;

/// <summary>Plans of an agent with a drafter: what <see cref="PlanGenerator"/> makes.</summary>
/// <remarks>The defaults are near the means of 172 recorded steps of OpenAGI plans (see docs/generate.md).</remarks>
public sealed record PlanOptions
{
    /// <summary>Number of runs, 1 to 1,000,000.</summary>
    /// <value>20.</value>
    public int Runs { get; init; } = 20;

    /// <summary>Number of tasks, 1 to 1,000; the runs take them in turn, and runs of one task take the same actions.</summary>
    /// <value>7.</value>
    public int Tasks { get; init; } = 7;

    /// <summary>Steps of the shortest plan, the last one (<c>TERMINATE</c>) included, 1 to 1,000.</summary>
    /// <value>4.</value>
    public int MinSteps { get; init; } = 4;

    /// <summary>Steps of the longest plan, <see cref="MinSteps"/> to 1,000. Lengths between are equally likely.</summary>
    /// <value>12.</value>
    public int MaxSteps { get; init; } = 12;

    /// <summary>Probability that the drafter's guess is the true step, 0 to 1, alike for every step.</summary>
    /// <value>0.55.</value>
    public double HitRate { get; init; } = 0.55;

    /// <summary>Share of the wrong guesses that say <c>TERMINATE</c>, 0 to 1; on the last step, where that is right, none does.</summary>
    /// <value>0.33.</value>
    public double FalseTerminateRate { get; init; } = 0.33;

    /// <summary>Mean seconds of a step of the target, 0.001 to 86,400.</summary>
    /// <value>9.7.</value>
    public double TargetSeconds { get; init; } = 9.7;

    /// <summary>Mean seconds of a guess of the drafter, 0.001 to 86,400.</summary>
    /// <value>1.6.</value>
    public double DrafterSeconds { get; init; } = 1.6;

    /// <summary>Spread of seconds and output tokens: standard deviation of their logarithm, 0 (constant) to 2.</summary>
    /// <value>0.35.</value>
    public double Jitter { get; init; } = 0.35;

    /// <summary>
    /// The same spread of a step's output tokens alone, 0 to 2: above <see cref="Jitter"/> where a call has seconds that come with no
    /// token. What takes longer has written more all the same. Null: <see cref="Jitter"/>.
    /// </summary>
    /// <value>null.</value>
    public double? OutputJitter { get; init; }

    /// <summary>The target's model.</summary>
    /// <value><c>gpt-4-turbo</c>.</value>
    public string Model { get; init; } = "gpt-4-turbo";

    /// <summary>The drafter's model.</summary>
    /// <value><c>gpt-4-turbo</c>.</value>
    public string DrafterModel { get; init; } = "gpt-4-turbo";

    /// <summary>Mean input tokens of a step, 0 to 10,000,000; they grow along a plan from 80 % to 120 % of it.</summary>
    /// <value>1,094.</value>
    public int InputTokens { get; init; } = 1_094;

    /// <summary>Mean output tokens of a step, 0 to 10,000,000.</summary>
    /// <value>229.</value>
    public int OutputTokens { get; init; } = 229;

    /// <summary>Mean input tokens of a guess, 0 to 10,000,000; they grow like those of a step.</summary>
    /// <value>440.</value>
    public int DrafterInputTokens { get; init; } = 440;

    /// <summary>Mean output tokens of a guess, 0 to 10,000,000.</summary>
    /// <value>9.</value>
    public int DrafterOutputTokens { get; init; } = 9;

    /// <summary>Checks every option.</summary>
    /// <exception cref="InvalidOptionsException">One or more are out of range; all are named.</exception>
    public void Validate() => new OptionCheck()
        .Runs(Runs)
        .Range(nameof(Tasks), Tasks, 1, 1_000)
        .Range(nameof(MinSteps), MinSteps, 1, 1_000)
        .Range(nameof(MaxSteps), MaxSteps, Math.Clamp(MinSteps, 1, 1_000), 1_000)
        .Range(nameof(HitRate), HitRate, 0, 1)
        .Range(nameof(FalseTerminateRate), FalseTerminateRate, 0, 1)
        .Seconds(nameof(TargetSeconds), TargetSeconds)
        .Seconds(nameof(DrafterSeconds), DrafterSeconds)
        .Jitter(Jitter)
        .Range(nameof(OutputJitter), OutputJitter ?? 0, 0, 2)
        .Model(nameof(Model), Model)
        .Model(nameof(DrafterModel), DrafterModel)
        .Tokens(nameof(InputTokens), InputTokens)
        .Tokens(nameof(OutputTokens), OutputTokens)
        .Tokens(nameof(DrafterInputTokens), DrafterInputTokens)
        .Tokens(nameof(DrafterOutputTokens), DrafterOutputTokens)
        .Throw();
}
