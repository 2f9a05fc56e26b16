namespace Forerun.Pricing.Reading;

/// <summary>The <c>models</c> of our own format: one element a price, several for a model whose price changed.</summary>
internal static class OwnModels
{
    public static IReadOnlyList<ProviderPrices> Read(JsonPlace? models)
    {
        var rows = (models?.Items() ?? []).Where(m => m.IsObject()).Select(OwnRow.Read).ToList();
        NoDuplicates(rows);
        return [.. rows
            .GroupBy(r => r.Price.Provider)
            .Select(p => new ProviderPrices(p.Key, [.. p.GroupBy(r => r.Price.Model).Select(Model)]))];
    }

    // The later start counts, and hours of the day count over the whole day; PricedModel takes the last that holds.
    private static PricedModel Model(IGrouping<string, OwnRow> rows) => new(
        rows.Key,
        [.. rows.SelectMany(r => r.Aliases).Select(a => a.Name).Distinct(StringComparer.Ordinal)],
        Match: null,
        [.. rows.OrderBy(r => r.Window.From).ThenBy(r => r.Window.HasTimes).Select(r => new PriceEntry(r.Price, r.Window))]);

    private static void NoDuplicates(List<OwnRow> rows)
    {
        var starts = new Dictionary<(string, string, DateOnly?, TimeOnly?), JsonPlace>();
        var names = new Dictionary<(string Provider, string Name), string>();
        foreach (var row in rows)
        {
            var (provider, model) = (row.Price.Provider, row.Price.Model);
            var start = (provider, model, row.Window.From, row.Window.FromTime);
            if (!starts.TryAdd(start, row.Place))
            {
                var since = row.Window.From?.ToString("yyyy-MM-dd") ?? "the beginning";
                row.Place.Fault(
                    $"{provider}/{model} from {since} is already priced in {starts[start].Path}",
                    "Remove one of the two, or give this one another \"from\"");
            }

            names[(provider, model)] = model;
        }

        foreach (var row in rows)
        {
            foreach (var (alias, place) in row.Aliases)
            {
                var owner = names.GetValueOrDefault((row.Price.Provider, alias));
                if (owner is not null && owner != row.Price.Model)
                    place.Fault($"'{JsonPlace.Short(alias)}' already names {row.Price.Provider}/{owner}", "Remove one of the two");
                names[(row.Price.Provider, alias)] = row.Price.Model;
            }
        }
    }
}
