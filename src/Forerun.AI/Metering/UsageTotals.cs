namespace Forerun.AI.Metering;

/// <summary>What has been metered up to a moment. A call without a tag is only in <see cref="All"/>.</summary>
/// <param name="All">Every call.</param>
/// <param name="Runs">By run.</param>
/// <param name="Conversations">By conversation.</param>
/// <param name="Tenants">By tenant.</param>
/// <param name="Models">By model.</param>
public sealed record UsageTotals(
    UsageTotal All,
    IReadOnlyDictionary<string, UsageTotal> Runs,
    IReadOnlyDictionary<string, UsageTotal> Conversations,
    IReadOnlyDictionary<string, UsageTotal> Tenants,
    IReadOnlyDictionary<string, UsageTotal> Models);
