namespace Forerun.Testing;

/// <summary>
/// How fast a model answers. Token k, counted from 1, is there at <see cref="FirstToken"/> + (k - 1) × <see cref="PerToken"/>; reasoning
/// tokens come first and are not shown. The defaults are the sampling model of the recorded support conversations that Forerun is
/// measured with, not a claim about any provider today.
/// </summary>
public sealed record Pacing
{
    /// <summary>From the request to the first token; not negative. Default: 0.37 s.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(0.37);

    /// <summary>From one token to the next; not negative. Default: 6.5 ms.</summary>
    public TimeSpan PerToken { get; init; } = TimeSpan.FromMilliseconds(6.5);

    /// <summary>When a token is there, from the request on.</summary>
    /// <param name="token">Which one, from 1; 0 is the end of an answer without tokens and as late as the first.</param>
    public TimeSpan At(int token) => FirstToken + (Math.Max(0, token - 1) * PerToken);

    /// <summary>How many tokens are there after a time.</summary>
    /// <param name="elapsed">Since the request.</param>
    /// <param name="total">How many there will be at the end.</param>
    public int TokensBy(TimeSpan elapsed, int total)
    {
        if (elapsed < FirstToken) return 0;
        if (PerToken <= TimeSpan.Zero) return total;
        return (int)Math.Min(total, 1 + ((elapsed - FirstToken).Ticks / PerToken.Ticks));
    }
}
