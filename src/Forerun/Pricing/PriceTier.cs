namespace Forerun.Pricing;

/// <summary>Other rates for the whole of a call whose input is long. Rates are in USD per million tokens, 0 to 1,000,000.</summary>
/// <exception cref="ArgumentOutOfRangeException">A rate is out of range, or the threshold is negative.</exception>
public sealed record PriceTier
{
    /// <summary>The tier holds for calls with more input tokens than this (cached ones included); at least 0.</summary>
    public required long AboveInputTokens
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Uncached input.</summary>
    public required decimal Input { get; init => field = Rate.Checked(value); }

    /// <summary>Output, reasoning included.</summary>
    public required decimal Output { get; init => field = Rate.Checked(value); }

    /// <summary>Input read from the cache. Default (null): this tier's <see cref="Input"/>.</summary>
    public decimal? CachedInput { get; init => field = Rate.Checked(value); }

    /// <summary>Input written to the cache. Default (null): this tier's <see cref="Input"/>.</summary>
    public decimal? CacheWrite { get; init => field = Rate.Checked(value); }
}
