namespace Forerun.Pricing.Reading;

/// <summary>One element of <c>models</c>.</summary>
internal sealed record OwnRow(JsonPlace Place, ModelPrice Price, PriceWindow Window, (string Name, JsonPlace Place)[] Aliases)
{
    public static OwnRow Read(JsonPlace row)
    {
        row.Allow(
            "provider", "model", "input", "cached_input", "cache_write", "output", "per_call",
            "from", "until", "from_time", "until_time", "tiers", "aliases");
        var price = new ModelPrice
        {
            Provider = Provider(row.Required("provider")),
            Model = row.Required("model").Text(),
            Input = row.Required("input").Price(),
            Output = row.Required("output").Price(),
            CachedInput = row.Optional("cached_input")?.Price(),
            CacheWrite = row.Optional("cache_write")?.Price(),
            PerCall = row.Optional("per_call")?.Price() ?? 0,
        };
        var aliases = row.Optional("aliases")?.Items().Select(a => (a.Text(), a)).ToArray() ?? [];
        var tiers = ReadTiers(row.Optional("tiers"));
        var window = ReadWindow(row);
        return new(row, row.Faults.AreNone ? price with { Tiers = tiers } : price, window, aliases);
    }

    // A name is split at its first slash, so such a provider could never be named.
    private static string Provider(JsonPlace provider)
    {
        var name = provider.Text();
        if (name.Contains('/', StringComparison.Ordinal))
            provider.Fault("a provider's name holds no slash", "Write the provider alone; the rest belongs to \"model\"");
        return name;
    }

    private static PriceWindow ReadWindow(JsonPlace row)
    {
        var window = new PriceWindow(
            row.Optional("from")?.Date(),
            row.Optional("until")?.Date(),
            row.Optional("from_time")?.Time(),
            row.Optional("until_time")?.Time());
        if (window.Until <= window.From)
            row.Required("until").Fault("the price ends before it starts", "Write the first day on which it no longer holds");
        if (row.Optional("from_time") is null != row.Optional("until_time") is null || (window.HasTimes && window.FromTime == window.UntilTime))
            row.Fault("'from_time' and 'until_time' do not make a part of the day", "Write both, and not the same");
        return window;
    }

    private static List<PriceTier> ReadTiers(JsonPlace? tiers)
    {
        var read = new List<PriceTier>();
        foreach (var tier in tiers?.Items() ?? [])
        {
            tier.Allow("above_input_tokens", "input", "cached_input", "cache_write", "output");
            var known = tier.Required("above_input_tokens").Tokens();
            if (read.Count > 0 && read[^1].AboveInputTokens is var before && known <= before)
                tier.Fault($"the tier above {known} tokens follows the one above {before}", "Sort them by rising threshold");
            read.Add(new()
            {
                AboveInputTokens = known ?? 0,
                Input = tier.Required("input").Price(),
                Output = tier.Required("output").Price(),
                CachedInput = tier.Optional("cached_input")?.Price(),
                CacheWrite = tier.Optional("cache_write")?.Price(),
            });
        }

        return read;
    }
}
