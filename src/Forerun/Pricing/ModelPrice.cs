namespace Forerun.Pricing;

/// <summary>What one model costs. Rates are in USD per million tokens, between 0 and 1,000,000.</summary>
/// <exception cref="ArgumentOutOfRangeException">A rate is out of range.</exception>
/// <exception cref="ArgumentException">The thresholds of <see cref="Tiers"/> do not rise.</exception>
public sealed record ModelPrice
{
    /// <summary>Who sells it, for example <c>openai</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's own name for it.</summary>
    public required string Model { get; init; }

    /// <summary>Uncached input.</summary>
    public required decimal Input { get; init => field = Rate.Checked(value); }

    /// <summary>Output, reasoning included.</summary>
    public required decimal Output { get; init => field = Rate.Checked(value); }

    /// <summary>Input read from the provider's cache. Default (null): <see cref="Input"/>.</summary>
    public decimal? CachedInput { get; init => field = Rate.Checked(value); }

    /// <summary>Input written to the provider's cache. Default (null): <see cref="Input"/>.</summary>
    public decimal? CacheWrite { get; init => field = Rate.Checked(value); }

    /// <summary>USD for every call, whatever its tokens. Default: 0.</summary>
    public decimal PerCall { get; init => field = Rate.Checked(value); }

    /// <summary>Other rates for long inputs, by rising threshold. Default: none.</summary>
    public IReadOnlyList<PriceTier> Tiers { get; init => field = new TierList(value); } = TierList.Empty;

    /// <summary>What the provider bills for a cancelled call. Default (null): the price book does not say.</summary>
    public CancelRule? CancelRule { get; init; }

    /// <summary>
    /// The cost of a call: <c>n_in·r_in + n_cached·r_cached + n_write·r_write + n_out·r_out + per-call fee</c>,
    /// where n_in is the input that was neither read from nor written to the cache.
    /// </summary>
    /// <remarks>
    /// A missing count is taken as zero, or as its known parts; the result is then a lower bound.
    /// Ask <see cref="TokenUsage.IsComplete"/> before believing it.
    /// </remarks>
    /// <exception cref="ArgumentException">The counts cannot be true together; see <see cref="TokenUsage.Validate"/>.</exception>
    public Usd Cost(TokenUsage usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        var (input, output) = Parts(usage.Validate());
        return new(input + output + PerCall);
    }

    /// <summary>The cost of a call that was cancelled on its way.</summary>
    /// <param name="whole">What the call would have used had it finished.</param>
    /// <param name="fraction">The share of its output that was produced, 0 to 1; clamped to that.</param>
    /// <param name="rule">What the provider bills.</param>
    /// <exception cref="ArgumentException">The counts cannot be true together; see <see cref="TokenUsage.Validate"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public Usd CostWhenCancelled(TokenUsage whole, decimal fraction, CancelRule rule)
    {
        ArgumentNullException.ThrowIfNull(whole);
        var (input, output) = Parts(whole.Validate());
        return rule switch
        {
            Pricing.CancelRule.Streamed => new(input + (Math.Clamp(fraction, 0, 1) * output) + PerCall),
            Pricing.CancelRule.Full => new(input + output + PerCall),
            Pricing.CancelRule.None => Usd.Zero,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such cancel rule."),
        };
    }

    /// <summary>
    /// The most a call can cost: all input at the dearest of its rates (uncached, unless a cache rate is dearer),
    /// in the dearest tier that may apply.
    /// </summary>
    /// <param name="inputTokens">Input tokens; at least 0.</param>
    /// <param name="maxOutputTokens">The most output the call may produce; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public Usd WorstCase(long inputTokens, long maxOutputTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(maxOutputTokens);
        var worst = Worst(Input, CachedInput, CacheWrite, Output);
        for (var i = 0; i < Tiers.Count && Tiers[i].AboveInputTokens < inputTokens; i++)
            worst = Math.Max(worst, Worst(Tiers[i].Input, Tiers[i].CachedInput, Tiers[i].CacheWrite, Tiers[i].Output));
        return new(worst + PerCall);

        decimal Worst(decimal input, decimal? cached, decimal? write, decimal output) =>
            ((inputTokens * Math.Max(input, Math.Max(cached ?? 0, write ?? 0))) + (maxOutputTokens * output)) * Rate.PerToken;
    }

    private (decimal Input, decimal Output) Parts(TokenUsage usage)
    {
        decimal cached = usage.CachedInputTokens ?? 0;
        decimal written = usage.CacheWriteTokens ?? 0;
        var input = usage.InputTokens ?? (cached + written);
        decimal output = usage.OutputTokens ?? usage.ReasoningTokens ?? 0;
        return TierFor(input) is { } tier
            ? Parts(tier.Input, tier.CachedInput, tier.CacheWrite, tier.Output)
            : Parts(Input, CachedInput, CacheWrite, Output);

        (decimal Input, decimal Output) Parts(decimal rate, decimal? cachedRate, decimal? writeRate, decimal outputRate) => (
            (((input - cached - written) * rate) + (cached * (cachedRate ?? rate)) + (written * (writeRate ?? rate))) * Rate.PerToken,
            output * outputRate * Rate.PerToken);
    }

    private PriceTier? TierFor(decimal inputTokens)
    {
        PriceTier? applies = null;
        for (var i = 0; i < Tiers.Count && Tiers[i].AboveInputTokens < inputTokens; i++)
            applies = Tiers[i];
        return applies;
    }
}
