using System.Text.Json;

namespace Forerun.Pricing.Reading;

/// <summary>
/// The data of pydantic/genai-prices: an array of providers. Fields that do not bear on the price of text are passed over,
/// since that format is not ours and may grow; so are audio rates.
/// </summary>
internal static class GenAiFormat
{
    public static PriceBook Read(JsonElement root, string name, string fallbackVersion)
    {
        var faults = new Faults(name);
        var book = new JsonPlace(root, faults, "");
        var providers = book.Items().Where(p => p.IsObject()).Select(Provider).ToList();
        foreach (var twice in providers.GroupBy(p => p.Id).Where(g => g.Key.Length > 0 && g.Count() > 1))
            faults.Note(new PriceBookFault(JsonPlace.Short(twice.Key), "the provider stands here twice", "Remove one of the two"));
        if (faults.AreNone && providers.TrueForAll(static p => p.Models.Length == 0))
            book.Fault("the book prices no model", "Give a file of genai-prices with its providers and their models, or our own format");
        faults.Throw();
        return new($"genai-prices-{fallbackVersion}", asOf: null, "pydantic/genai-prices", new PriceLayer(providers));
    }

    private static ProviderPrices Provider(JsonPlace provider)
    {
        var id = provider.Required("id").Text();
        if (id.Length > 0) provider = provider with { Path = JsonPlace.Short(id) };
        var models = new Dictionary<string, PricedModel>(StringComparer.Ordinal);
        foreach (var item in provider.Required("models").Items().Where(m => m.IsObject()))
        {
            var model = item.Required("id").Text();
            var place = model.Length > 0 ? item with { Path = $"{JsonPlace.Short(id)}/{JsonPlace.Short(model)}" } : item;
            var match = place.Optional("match") is { } rule ? GenAiMatch.Read(rule) : null;
            var priced = new PricedModel(model, [.. match?.ExactNames ?? []], match, Entries(place, id, model));
            if (!models.TryAdd(model, priced) && model.Length > 0)
                place.Fault("the model stands here twice", "Remove one of the two");
        }

        return new(
            id,
            [.. models.Values],
            provider.Optional("model_match") is { } own ? GenAiMatch.Read(own) : null,
            provider.Optional("provider_match") is { } names ? GenAiMatch.Read(names) : null,
            provider.Optional("fallback_model_providers")?.Items().Select(f => f.Text()).ToArray());
    }

    private static PriceEntry[] Entries(JsonPlace place, string provider, string model)
    {
        var prices = place.Required("prices");
        if (prices.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Undefined) && !prices.IsObject()) return [];
        var dated = prices.Value.ValueKind == JsonValueKind.Array
            ? prices.Items().Select(p => (Prices: p.Required("prices"), Window: Window(p.Optional("constraint"))))
            : [(Prices: prices, Window: default)];
        return [.. from entry in dated
                   let price = GenAiRates.Read(entry.Prices, provider, model)
                   where price is not null
                   select new PriceEntry(price, entry.Window)];
    }

    private static PriceWindow Window(JsonPlace? constraint)
    {
        if (constraint is not { } bounds)
            return default;
        foreach (var (name, place) in bounds.Fields())
        {
            if (name is not ("start_date" or "start_time" or "end_time" or "type"))
                place.Fault("this constraint is not known, and without it the price would hold always", "Remove that price");
        }

        return new(
            bounds.Optional("start_date")?.Date(),
            Until: null,
            bounds.Optional("start_time")?.Time(),
            bounds.Optional("end_time")?.Time());
    }
}
