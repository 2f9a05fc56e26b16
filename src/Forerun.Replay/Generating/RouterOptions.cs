using Forerun.Pricing;

namespace Forerun.Replay.Generating;

/// <summary>A router before an answer: what <see cref="RouterGenerator"/> makes.</summary>
/// <remarks>
/// At 0.01 USD/s a right guess of the route is worth L = 0.01 × min(<see cref="ClassifySeconds"/>, <see cref="DraftSeconds"/>), and the
/// draft costs C = input × input price + output × output price. By default the draft's output tokens are chosen so that
/// L / C = <see cref="ValueRatio"/>: (0.03 / 4.72 − 800 × 0.0000025) / 0.00001 = 435.6, rounded 436, which gives
/// L / C = 0.03 / 0.00636 = 4.717.
/// </remarks>
public sealed record RouterOptions
{
    /// <summary>The value of time at which <see cref="ValueRatio"/> is meant, in USD per second: 0.01.</summary>
    public static Usd ValueOfTime { get; } = new(0.01m);

    /// <summary>Number of runs, 1 to 1,000,000.</summary>
    /// <value>200.</value>
    public int Runs { get; init; } = 200;

    /// <summary>Number of routes, 2 to 64.</summary>
    /// <value>4.</value>
    public int Ways { get; init; } = 4;

    /// <summary>How uneven the routes are: the exponent of Zipf's law, 0 (all as likely) to 10. <c>route-1</c> is the likeliest.</summary>
    /// <value>0.</value>
    public double Skew { get; init; }

    /// <summary>
    /// The run, from 1, at which the likely routes change places with others half a round away; null for never. Changes nothing while
    /// <see cref="Skew"/> is 0.
    /// </summary>
    /// <value>null.</value>
    public int? DriftAtRun { get; init; }

    /// <summary>Mean seconds of the classifier, 0.001 to 86,400.</summary>
    /// <value>3.</value>
    public double ClassifySeconds { get; init; } = 3;

    /// <summary>Mean seconds of the draft, 0.001 to 86,400.</summary>
    /// <value>5.</value>
    public double DraftSeconds { get; init; } = 5;

    /// <summary>Mean seconds of sending, 0.001 to 86,400.</summary>
    /// <value>0.3.</value>
    public double SendSeconds { get; init; } = 0.3;

    /// <summary>Spread of seconds and output tokens: standard deviation of their logarithm, 0 (constant, the ratio exact) to 2.</summary>
    /// <value>0, so that the published ratio is exact in every run.</value>
    public double Jitter { get; init; }

    /// <summary>Model of the classifier and the draft.</summary>
    /// <value><c>gpt-4o</c>.</value>
    public string Model { get; init; } = "gpt-4o";

    /// <summary>Input tokens of the classifier, 0 to 10,000,000.</summary>
    /// <value>600.</value>
    public int ClassifyInputTokens { get; init; } = 600;

    /// <summary>Mean output tokens of the classifier, 0 to 10,000,000.</summary>
    /// <value>12.</value>
    public int ClassifyOutputTokens { get; init; } = 12;

    /// <summary>Input tokens of the draft, 0 to 10,000,000.</summary>
    /// <value>800.</value>
    public int DraftInputTokens { get; init; } = 800;

    /// <summary>Mean output tokens of the draft, 0 to 10,000,000; null to have them follow from <see cref="ValueRatio"/>.</summary>
    /// <value>null.</value>
    public int? DraftOutputTokens { get; init; }

    /// <summary>
    /// L / C to aim at, 0.001 to 1,000. The default lies between 4.70 and 4.75, to which the numbers of ways published for AutoReply
    /// (arXiv 2606.07846, §7.6) pin it.
    /// </summary>
    /// <value>4.72.</value>
    public double ValueRatio { get; init; } = 4.72;

    /// <summary>Price of the model's input, in USD per million tokens, 0 to 10,000; used for the ratio only.</summary>
    /// <value>2.50.</value>
    public decimal InputPrice { get; init; } = 2.50m;

    /// <summary>Price of the model's output, in USD per million tokens, above 0 to 10,000; used for the ratio only.</summary>
    /// <value>10.00.</value>
    public decimal OutputPrice { get; init; } = 10.00m;

    /// <summary>
    /// L / C that these options give on average at the prices here; tokens being whole, it is near <see cref="ValueRatio"/>.
    /// </summary>
    public double ActualRatio => RouterEconomics.Ratio(this);

    /// <summary>Checks every option.</summary>
    /// <exception cref="InvalidOptionsException">One or more are out of range; all are named.</exception>
    public void Validate()
    {
        var check = new OptionCheck()
            .Runs(Runs)
            .Range(nameof(Ways), Ways, 2, 64)
            .Range(nameof(Skew), Skew, 0, 10)
            .Range(nameof(DriftAtRun), DriftAtRun ?? 1, 1, 1_000_000)
            .Seconds(nameof(ClassifySeconds), ClassifySeconds)
            .Seconds(nameof(DraftSeconds), DraftSeconds)
            .Seconds(nameof(SendSeconds), SendSeconds)
            .Jitter(Jitter)
            .Model(nameof(Model), Model)
            .Tokens(nameof(ClassifyInputTokens), ClassifyInputTokens)
            .Tokens(nameof(ClassifyOutputTokens), ClassifyOutputTokens)
            .Tokens(nameof(DraftInputTokens), DraftInputTokens)
            .Tokens(nameof(DraftOutputTokens), DraftOutputTokens ?? 0)
            .Range(nameof(ValueRatio), ValueRatio, 0.001, 1_000)
            .Range(nameof(InputPrice), (double)InputPrice, 0, 10_000)
            .Range(nameof(OutputPrice), (double)OutputPrice, 0.000_001, 10_000);
        if (check.IsFine && RouterEconomics.WhyNot(this) is { } reason)
            check.Fail(reason);
        check.Throw();
    }
}
