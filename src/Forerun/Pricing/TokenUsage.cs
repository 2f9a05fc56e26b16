namespace Forerun.Pricing;

/// <summary>Tokens of one call. Null means not reported, which is not zero.</summary>
/// <param name="InputTokens">Tokens read, cached ones included.</param>
/// <param name="OutputTokens">Tokens generated, reasoning included.</param>
/// <param name="CachedInputTokens">The part of the input served from a cache.</param>
/// <param name="CacheWriteTokens">Tokens written to a cache.</param>
/// <param name="ReasoningTokens">The part of the output spent on reasoning.</param>
public sealed record TokenUsage(
    long? InputTokens = null,
    long? OutputTokens = null,
    long? CachedInputTokens = null,
    long? CacheWriteTokens = null,
    long? ReasoningTokens = null);
