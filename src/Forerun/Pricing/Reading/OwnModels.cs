namespace Forerun.Pricing.Reading;

/// <summary>The <c>models</c> of our own format: one element a price, several for a model whose price changed.</summary>
internal static class OwnModels
{
    public static IReadOnlyList<ProviderPrices> Read(JsonPlace? models)
    {
        var rows = (models?.Items() ?? []).Select(Row.Read).ToList();
        NoDuplicates(rows);
        return [.. rows
            .GroupBy(r => r.Price.Provider)
            .Select(p => new ProviderPrices(p.Key, [.. p.GroupBy(r => r.Price.Model).Select(Model)]))];
    }

    // The later start counts, and hours of the day count over the whole day; PricedModel takes the last that holds.
    private static PricedModel Model(IGrouping<string, Row> rows) => new(
        rows.Key,
        [.. rows.SelectMany(r => r.Aliases).Select(a => a.Name).Distinct(StringComparer.Ordinal)],
        Match: null,
        [.. rows.OrderBy(r => r.Window.From).ThenBy(r => r.Window.HasTimes).Select(r => new PriceEntry(r.Price, r.Window))]);

    private static void NoDuplicates(List<Row> rows)
    {
        var starts = new Dictionary<(string, string, DateOnly?, TimeOnly?), string>();
        var names = new Dictionary<(string, string), string>();
        foreach (var row in rows)
        {
            if (!starts.TryAdd((row.Price.Provider, row.Price.Model, row.Window.From, row.Window.FromTime), row.Place.Path))
            {
                var first = starts[(row.Price.Provider, row.Price.Model, row.Window.From, row.Window.FromTime)];
                throw row.Place.Fault(
                    $"{row.Price.Provider}/{row.Price.Model} from {row.Window.From?.ToString("yyyy-MM-dd") ?? "the beginning"} is already priced in {first}",
                    "Remove one of the two, or give this one another \"from\"");
            }

            names[(row.Price.Provider, row.Price.Model)] = row.Price.Model;
        }

        foreach (var row in rows)
        {
            foreach (var (alias, place) in row.Aliases)
            {
                var owner = names.GetValueOrDefault((row.Price.Provider, alias));
                if (owner is not null && owner != row.Price.Model)
                    throw place.Fault($"'{JsonPlace.Short(alias)}' already names {row.Price.Provider}/{owner}", "Remove one of the two");
                names[(row.Price.Provider, alias)] = row.Price.Model;
            }
        }
    }

    private sealed record Row(JsonPlace Place, ModelPrice Price, PriceWindow Window, (string Name, JsonPlace Place)[] Aliases)
    {
        public static Row Read(JsonPlace row)
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
                Tiers = ReadTiers(row.Optional("tiers")),
            };
            var aliases = row.Optional("aliases")?.Items().Select(a => (a.Text(), a)).ToArray() ?? [];
            return new(row, price, ReadWindow(row), aliases);
        }

        // A name is split at its first slash, so such a provider could never be named.
        private static string Provider(JsonPlace provider) => provider.Text().Contains('/', StringComparison.Ordinal)
            ? throw provider.Fault("a provider's name holds no slash", "Write the provider alone; the rest belongs to \"model\"")
            : provider.Text();

        private static PriceWindow ReadWindow(JsonPlace row)
        {
            var window = new PriceWindow(
                row.Optional("from")?.Date(),
                row.Optional("until")?.Date(),
                row.Optional("from_time")?.Time(),
                row.Optional("until_time")?.Time());
            if (window.Until <= window.From)
                throw row.Required("until").Fault("the price ends before it starts", "Write a day after \"from\", the first on which it no longer holds");
            if (window.FromTime is null != window.UntilTime is null || (window.HasTimes && window.FromTime == window.UntilTime))
                throw row.Fault("'from_time' and 'until_time' do not make a part of the day", "Write both, and not the same");
            return window;
        }

        private static List<PriceTier> ReadTiers(JsonPlace? tiers)
        {
            var read = new List<PriceTier>();
            foreach (var tier in tiers?.Items() ?? [])
            {
                tier.Allow("above_input_tokens", "input", "cached_input", "cache_write", "output");
                var above = tier.Required("above_input_tokens").Tokens();
                if (read.Count > 0 && above <= read[^1].AboveInputTokens)
                    throw tier.Fault($"the tier above {above} tokens follows the one above {read[^1].AboveInputTokens}", "Sort the tiers by rising threshold, each once");
                read.Add(new()
                {
                    AboveInputTokens = above,
                    Input = tier.Required("input").Price(),
                    Output = tier.Required("output").Price(),
                    CachedInput = tier.Optional("cached_input")?.Price(),
                    CacheWrite = tier.Optional("cache_write")?.Price(),
                });
            }

            return read;
        }
    }
}
