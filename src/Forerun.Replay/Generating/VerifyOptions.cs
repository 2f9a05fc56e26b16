namespace Forerun.Replay.Generating;

/// <summary>Outputs that are verified before anybody uses them: what <see cref="VerifyGenerator"/> makes.</summary>
public sealed record VerifyOptions
{
    /// <summary>Number of runs, 1 to 1,000,000.</summary>
    /// <value>50.</value>
    public int Runs { get; init; } = 50;

    /// <summary>How often executor, verifier and children follow each other, 1 to 6.</summary>
    /// <value>2.</value>
    public int Levels { get; init; } = 2;

    /// <summary>Children of a verified output, 1 to 16.</summary>
    /// <value>2.</value>
    public int Children { get; init; } = 2;

    /// <summary>Probability that a verifier changes nothing, 0 to 1, alike for every verifier.</summary>
    /// <value>0.7, between the 0.6 and 0.8 that Sherlock (arXiv 2511.00330) measured for most.</value>
    public double MatchRate { get; init; } = 0.7;

    /// <summary>Mean seconds of an executor, 0.001 to 86,400.</summary>
    /// <value>6.</value>
    public double ExecuteSeconds { get; init; } = 6;

    /// <summary>Mean seconds of a verifier, 0.001 to 86,400.</summary>
    /// <value>8.</value>
    public double VerifySeconds { get; init; } = 8;

    /// <summary>Mean seconds of a child, 0.001 to 86,400.</summary>
    /// <value>4.</value>
    public double ChildSeconds { get; init; } = 4;

    /// <summary>Spread of seconds and output tokens: standard deviation of their logarithm, 0 (constant) to 2.</summary>
    /// <value>0.1.</value>
    public double Jitter { get; init; } = 0.1;

    /// <summary>The model of every step.</summary>
    /// <value><c>gpt-4o</c>.</value>
    public string Model { get; init; } = "gpt-4o";

    /// <summary>Input tokens of an executor or a child, 0 to 10,000,000.</summary>
    /// <value>800.</value>
    public int InputTokens { get; init; } = 800;

    /// <summary>Mean output tokens of an executor or a child, 0 to 10,000,000.</summary>
    /// <value>400.</value>
    public int OutputTokens { get; init; } = 400;

    /// <summary>Input tokens of a verifier, which reads what was asked and what was answered, 0 to 10,000,000.</summary>
    /// <value>1,200.</value>
    public int VerifyInputTokens { get; init; } = 1_200;

    /// <summary>Mean output tokens of a verifier, 0 to 10,000,000.</summary>
    /// <value>500.</value>
    public int VerifyOutputTokens { get; init; } = 500;

    /// <summary>Checks every option.</summary>
    /// <exception cref="InvalidOptionsException">One or more are out of range; all are named.</exception>
    public void Validate() => new OptionCheck()
        .Runs(Runs)
        .Range(nameof(Levels), Levels, 1, 6)
        .Range(nameof(Children), Children, 1, 16)
        .Range(nameof(MatchRate), MatchRate, 0, 1)
        .Seconds(nameof(ExecuteSeconds), ExecuteSeconds)
        .Seconds(nameof(VerifySeconds), VerifySeconds)
        .Seconds(nameof(ChildSeconds), ChildSeconds)
        .Jitter(Jitter)
        .Model(nameof(Model), Model)
        .Tokens(nameof(InputTokens), InputTokens)
        .Tokens(nameof(OutputTokens), OutputTokens)
        .Tokens(nameof(VerifyInputTokens), VerifyInputTokens)
        .Tokens(nameof(VerifyOutputTokens), VerifyOutputTokens)
        .Throw();
}
