namespace Forerun.Testing;

/// <summary>How large the faults of a <see cref="ModelServer"/> are.</summary>
public sealed record FaultSizes
{
    /// <summary>What 429 asks for, rounded up to whole seconds, in the client's time: no speed applies. Not negative. Default: 1 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much a slow first token is late, before the speed applies; not negative. Default: 10 s.</summary>
    public TimeSpan SlowFirstToken { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many tokens a huge reply has beyond the answer; at least 1. Default: 20,000.</summary>
    public int HugeTokens { get; init; } = 20_000;
}
