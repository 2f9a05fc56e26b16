using Forerun.Pricing;

namespace Forerun.AI.Metering;

/// <summary>One call, as it was metered. It holds no content.</summary>
/// <param name="Tags">Whom it was for.</param>
/// <param name="Model">The model that was asked for, or else the one that answered; null if nobody said.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Usage">The tokens that the service reported, or that were seen until the call was cut short; null if not known.</param>
/// <param name="IsEstimated">Whether the service did not report all of <paramref name="Usage"/>.</param>
/// <param name="Cost">What it cost; null if that is not known, which is not zero.</param>
/// <param name="PriceBookVersion">The book that priced it.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record MeteredCall(
    UsageTags Tags,
    string? Model,
    CallOutcome Outcome,
    TokenUsage? Usage,
    bool IsEstimated,
    Usd? Cost,
    string PriceBookVersion,
    DateTimeOffset StartedAt,
    TimeSpan Elapsed)
{
    /// <summary>Whether it gave no whole answer, so that all it used was wasted.</summary>
    public bool IsWasted => Outcome != CallOutcome.Finished;
}
