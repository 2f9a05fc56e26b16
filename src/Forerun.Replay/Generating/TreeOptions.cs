namespace Forerun.Replay.Generating;

/// <summary>Routers behind routers: what <see cref="TreeGenerator"/> makes.</summary>
public sealed record TreeOptions
{
    /// <summary>Number of runs, 1 to 1,000,000.</summary>
    /// <value>50.</value>
    public int Runs { get; init; } = 50;

    /// <summary>Routes of each router, 2 to 12.</summary>
    /// <value>3.</value>
    public int Ways { get; init; } = 3;

    /// <summary>Routers on the way to the answer, 1 to 6.</summary>
    /// <value>3.</value>
    public int Levels { get; init; } = 3;

    /// <summary>How uneven the routes are: the exponent of Zipf's law, 0 (all as likely) to 10. <c>route-1</c> is the likeliest.</summary>
    /// <value>0.</value>
    public double Skew { get; init; }

    /// <summary>Mean seconds of a router, 0.001 to 86,400.</summary>
    /// <value>3.</value>
    public double RouterSeconds { get; init; } = 3;

    /// <summary>Mean seconds of the answer, 0.001 to 86,400.</summary>
    /// <value>5.</value>
    public double AnswerSeconds { get; init; } = 5;

    /// <summary>Spread of seconds and output tokens: standard deviation of their logarithm, 0 (constant) to 2.</summary>
    /// <value>0, so that every edge has one and the same L / C.</value>
    public double Jitter { get; init; }

    /// <summary>The model of every step.</summary>
    /// <value><c>gpt-4o</c>.</value>
    public string Model { get; init; } = "gpt-4o";

    /// <summary>Input tokens of a router, 0 to 10,000,000.</summary>
    /// <value>600.</value>
    public int RouterInputTokens { get; init; } = 600;

    /// <summary>Mean output tokens of a router, which gives its reasons, 0 to 10,000,000.</summary>
    /// <value>486: at 0.01 USD/s every edge of the tree then has the L / C of the router family, 4.717.</value>
    public int RouterOutputTokens { get; init; } = 486;

    /// <summary>Input tokens of the answer, 0 to 10,000,000.</summary>
    /// <value>800.</value>
    public int AnswerInputTokens { get; init; } = 800;

    /// <summary>Mean output tokens of the answer, 0 to 10,000,000.</summary>
    /// <value>436.</value>
    public int AnswerOutputTokens { get; init; } = 436;

    /// <summary>Checks every option.</summary>
    /// <exception cref="InvalidOptionsException">One or more are out of range; all are named.</exception>
    public void Validate() => new OptionCheck()
        .Runs(Runs)
        .Range(nameof(Ways), Ways, 2, 12)
        .Range(nameof(Levels), Levels, 1, 6)
        .Range(nameof(Skew), Skew, 0, 10)
        .Seconds(nameof(RouterSeconds), RouterSeconds)
        .Seconds(nameof(AnswerSeconds), AnswerSeconds)
        .Jitter(Jitter)
        .Model(nameof(Model), Model)
        .Tokens(nameof(RouterInputTokens), RouterInputTokens)
        .Tokens(nameof(RouterOutputTokens), RouterOutputTokens)
        .Tokens(nameof(AnswerInputTokens), AnswerInputTokens)
        .Tokens(nameof(AnswerOutputTokens), AnswerOutputTokens)
        .Throw();
}
