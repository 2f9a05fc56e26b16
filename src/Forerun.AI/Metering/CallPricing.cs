using Forerun.Pricing;

namespace Forerun.AI.Metering;

/// <summary>The dollars of one call: the worst before it, the real ones after it. One price book holds for all of it.</summary>
internal sealed class CallPricing(UsageMeterOptions options, string? model, long? inputBound, int? outputCap, bool streams)
{
    public PriceBook Book { get; } = options.Prices.Current;

    public string? Model => model;

    public Usd? Worst(DateTimeOffset at) =>
        Find(model, at) is { } price && inputBound is { } input && outputCap is { } output ? price.WorstCase(input, output) : null;

    /// <summary>Of the model that was asked for, or of the one that answered, for names that only the service knows.</summary>
    public ModelPrice? Price(string? answered, DateTimeOffset at) => Find(model, at) ?? Find(answered, at);

    /// <summary>A whole answer costs what its usage says; without a complete usage nobody knows.</summary>
    public static Usd? Whole(ModelPrice? price, TokenUsage? usage)
    {
        if (price is null || usage is not { IsComplete: true }) return null;
        try
        {
            return price.Cost(usage);
        }
        catch (ArgumentException)
        {
            // Counts that cannot be true together, as a service sent them, are no basis for a price.
            return null;
        }
    }

    /// <summary>What was used until a call was cut short: what the service said, else the input's bound and the output seen.</summary>
    public TokenUsage Seen(TokenUsage? reported, long seen) => (reported ?? new()) with
    {
        InputTokens = reported?.InputTokens ?? inputBound,
        // What was seen is counted generously; a service never writes more than the cap.
        OutputTokens = Math.Max(reported?.OutputTokens ?? 0, Math.Min(seen, outputCap ?? seen)),
    };

    /// <summary>What is billed for a call that was cut short. Of one that does not stream nobody saw how far it came.</summary>
    public Usd? CutShort(ModelPrice? price, TokenUsage seen)
    {
        var rule = options.CancelRule ?? price?.CancelRule ?? CancelRule.Full;
        if (rule == CancelRule.None) return Usd.Zero;
        if (rule == CancelRule.Streamed && streams) return Whole(price, seen);
        return outputCap is { } cap ? Whole(price, seen with { OutputTokens = Math.Max(cap, seen.OutputTokens ?? 0) }) : null;
    }

    private ModelPrice? Find(string? name, DateTimeOffset at) => name is not null && Book.TryFind(name, at, out var price) ? price : null;
}
