namespace Forerun.Pricing;

/// <summary>The tokens of one call, as a provider reports them. A missing count is unknown, which is not zero.</summary>
/// <remarks>
/// Nothing is checked when a usage is made, so that whatever a provider sends can be written down;
/// <see cref="Validate"/> is where it is judged, and <see cref="ModelPrice.Cost"/> calls it.
/// </remarks>
/// <param name="InputTokens">All input tokens, cached ones included; at least 0. Default: unknown.</param>
/// <param name="OutputTokens">All output tokens, reasoning included; at least 0. Default: unknown.</param>
/// <param name="CachedInputTokens">The part of the input that was read from the provider's cache. Default: unknown.</param>
/// <param name="CacheWriteTokens">The part of the input that was written to the provider's cache. Default: unknown.</param>
/// <param name="ReasoningTokens">The part of the output that was reasoning. Default: unknown.</param>
public sealed record TokenUsage(
    long? InputTokens = null,
    long? OutputTokens = null,
    long? CachedInputTokens = null,
    long? CacheWriteTokens = null,
    long? ReasoningTokens = null)
{
    /// <summary>Every count known, and zero.</summary>
    public static TokenUsage Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Whether input and output are both known, so that a cost made from them is the whole cost.</summary>
    public bool IsComplete => InputTokens is not null && OutputTokens is not null;

    /// <summary>The sum, count by count; a count that only one side knows is taken from that side.</summary>
    /// <exception cref="OverflowException">A sum exceeds <see cref="long.MaxValue"/>.</exception>
    public static TokenUsage operator +(TokenUsage left, TokenUsage right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            Sum(left.InputTokens, right.InputTokens),
            Sum(left.OutputTokens, right.OutputTokens),
            Sum(left.CachedInputTokens, right.CachedInputTokens),
            Sum(left.CacheWriteTokens, right.CacheWriteTokens),
            Sum(left.ReasoningTokens, right.ReasoningTokens));
    }

    /// <summary>Returns this usage if its counts can be true together.</summary>
    /// <exception cref="ArgumentException">
    /// A count is negative, cached and cache-write tokens together exceed a known input, or reasoning exceeds a known output.
    /// </exception>
    public TokenUsage Validate()
    {
        NotNegative(InputTokens, nameof(InputTokens));
        NotNegative(OutputTokens, nameof(OutputTokens));
        NotNegative(CachedInputTokens, nameof(CachedInputTokens));
        NotNegative(CacheWriteTokens, nameof(CacheWriteTokens));
        NotNegative(ReasoningTokens, nameof(ReasoningTokens));
        var parts = (decimal)(CachedInputTokens ?? 0) + (CacheWriteTokens ?? 0);
        Within(parts, InputTokens, nameof(InputTokens), "cached and cache-write tokens");
        Within(ReasoningTokens ?? 0, OutputTokens, nameof(OutputTokens), "reasoning tokens");
        return this;
    }

    private static long? Sum(long? left, long? right) =>
        left is { } a && right is { } b ? checked(a + b) : left ?? right;

    private static void NotNegative(long? count, string name)
    {
        if (count < 0)
            throw new ArgumentException($"{name} is {count}; a token count is never negative.", name);
    }

    private static void Within(decimal part, long? whole, string name, string what)
    {
        if (part > whole)
            throw new ArgumentException($"{name} is {whole}, but the {what} that are part of it are {part}.", name);
    }
}
