using System.Text.Json;

namespace Forerun.Pricing.Reading;

/// <summary>The rates of one genai-prices model: plain numbers or <c>{ base, tiers }</c>, each field by itself.</summary>
internal static class GenAiRates
{
    /// <summary>The price, or null if it says nothing about text: then the cost is unknown rather than zero.</summary>
    /// <remarks>A model without an output rate produces no text (embeddings, images), so its output is priced at zero.</remarks>
    public static ModelPrice? Read(JsonPlace prices, string provider, string model)
    {
        var input = Tiered.Read(prices.Optional("input_mtok"));
        var output = Tiered.Read(prices.Optional("output_mtok"));
        var cached = Tiered.Read(prices.Optional("cache_read_mtok"));
        var write = Tiered.Read(prices.Optional("cache_write_mtok"));
        var thousandCalls = prices.Optional("requests_kcount")?.Price();
        if (input is null && (output is not null || thousandCalls is null))
            return null;

        var starts = new[] { input, output, cached, write }.OfType<Tiered>().SelectMany(r => r.Tiers.Keys).Distinct().Order();
        return new()
        {
            Provider = provider,
            Model = model,
            Input = input?.Base ?? 0,
            Output = output?.Base ?? 0,
            CachedInput = cached?.Base,
            CacheWrite = write?.Base,
            PerCall = (thousandCalls ?? 0) / 1000,
            Tiers = [.. starts.Select(start => new PriceTier
            {
                AboveInputTokens = start,
                Input = input?.Above(start) ?? 0,
                Output = output?.Above(start) ?? 0,
                CachedInput = cached?.Above(start),
                CacheWrite = write?.Above(start),
            })],
        };
    }

    private sealed record Tiered(decimal Base, SortedDictionary<long, decimal> Tiers)
    {
        public static Tiered? Read(JsonPlace? rate)
        {
            if (rate is not { } known)
                return null;
            var tiers = new SortedDictionary<long, decimal>();
            if (known.Value.ValueKind != JsonValueKind.Object)
                return new(known.Price(), tiers);
            foreach (var tier in known.Required("tiers").Items().Where(t => t.IsObject()))
            {
                var (start, price) = (tier.Required("start").Tokens(), tier.Required("price").Price());
                if (start is { } above && !tiers.TryAdd(above, price))
                    tier.Fault("two tiers start here", "Remove one of the two");
            }

            return new(known.Required("base").Price(), tiers);
        }

        public decimal Above(long start) =>
            Tiers.Where(t => t.Key <= start).Select(t => (decimal?)t.Value).LastOrDefault() ?? Base;
    }
}
