namespace Forerun.Replay.Generating;

/// <summary>Fans out and in: what <see cref="DagGenerator"/> makes.</summary>
public sealed record DagOptions
{
    /// <summary>Number of runs, 1 to 1,000,000.</summary>
    /// <value>50.</value>
    public int Runs { get; init; } = 50;

    /// <summary>Branches of a level, 1 to 16.</summary>
    /// <value>2.</value>
    public int FanOut { get; init; } = 2;

    /// <summary>How often source, branches and join follow each other, 1 to 6.</summary>
    /// <value>1.</value>
    public int Levels { get; init; } = 1;

    /// <summary>Without sources: slow branches that begin by themselves (on later levels after the join before), then the join.</summary>
    /// <value>false.</value>
    public bool FanInOnly { get; init; }

    /// <summary>
    /// Probability, 0 to 1, that a value takes its usual form: a source's topic, or with <see cref="FanInOnly"/> each branch's finding.
    /// </summary>
    /// <value>0.8.</value>
    public double HitRate { get; init; } = 0.8;

    /// <summary>Number of forms such a value takes, 2 to 64; the unusual ones are equally likely.</summary>
    /// <value>5.</value>
    public int Topics { get; init; } = 5;

    /// <summary>Mean seconds of a source, 0.001 to 86,400.</summary>
    /// <value>6.</value>
    public double SourceSeconds { get; init; } = 6;

    /// <summary>Mean seconds of a branch, 0.001 to 86,400; the branches of one level of one run take the same time.</summary>
    /// <value>6.</value>
    public double BranchSeconds { get; init; } = 6;

    /// <summary>Mean seconds of a join, 0.001 to 86,400.</summary>
    /// <value>4.</value>
    public double JoinSeconds { get; init; } = 4;

    /// <summary>Spread of seconds and output tokens: standard deviation of their logarithm, 0 (constant) to 2.</summary>
    /// <value>0.1.</value>
    public double Jitter { get; init; } = 0.1;

    /// <summary>The model of every step.</summary>
    /// <value><c>gpt-4o</c>.</value>
    public string Model { get; init; } = "gpt-4o";

    /// <summary>Input tokens of a step, 0 to 10,000,000.</summary>
    /// <value>600.</value>
    public int InputTokens { get; init; } = 600;

    /// <summary>Mean output tokens of a step, 0 to 10,000,000.</summary>
    /// <value>200.</value>
    public int OutputTokens { get; init; } = 200;

    /// <summary>Checks every option.</summary>
    /// <exception cref="InvalidOptionsException">One or more are out of range; all are named.</exception>
    public void Validate() => new OptionCheck()
        .Runs(Runs)
        .Range(nameof(FanOut), FanOut, 1, 16)
        .Range(nameof(Levels), Levels, 1, 6)
        .Range(nameof(HitRate), HitRate, 0, 1)
        .Range(nameof(Topics), Topics, 2, 64)
        .Seconds(nameof(SourceSeconds), SourceSeconds)
        .Seconds(nameof(BranchSeconds), BranchSeconds)
        .Seconds(nameof(JoinSeconds), JoinSeconds)
        .Jitter(Jitter)
        .Model(nameof(Model), Model)
        .Tokens(nameof(InputTokens), InputTokens)
        .Tokens(nameof(OutputTokens), OutputTokens)
        .Throw();
}
