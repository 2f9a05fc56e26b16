using System.Text.Json;

namespace Forerun.Pricing.Reading;

/// <summary>Our own price book: one JSON object; docs/price-book.md describes it.</summary>
internal static class OwnFormat
{
    public static PriceBook Read(JsonElement root, string name, string fallbackVersion)
    {
        var book = new JsonPlace(root, name, "");
        book.Allow("version", "as_of", "source", "cancel_rules", "deployments", "models");
        if (book.Optional("models") is null && book.Optional("deployments") is null && book.Optional("cancel_rules") is null)
            throw book.Fault("the book is empty", "Add \"models\", \"deployments\" or \"cancel_rules\"");

        var rules = CancelRules(book.Optional("cancel_rules"));
        var providers = OwnModels.Read(book.Optional("models"));
        var layer = new PriceLayer(providers, Deployments(book.Optional("deployments"), providers), rules);
        return new(
            book.Optional("version")?.Text() ?? fallbackVersion,
            book.Optional("as_of")?.Date(),
            book.Optional("source")?.Text(),
            layer);
    }

    private static Dictionary<string, CancelRule> CancelRules(JsonPlace? rules) => Fields(rules).ToDictionary(
        f => f.Name,
        f => f.Place.Text() switch
        {
            "streamed" => CancelRule.Streamed,
            "full" => CancelRule.Full,
            "none" => CancelRule.None,
            var other => throw f.Place.Fault(
                $"'{JsonPlace.Short(other)}' is not a cancel rule",
                "Write \"full\", \"streamed\" or \"none\""),
        },
        StringComparer.Ordinal);

    private static Dictionary<string, string> Deployments(JsonPlace? deployments, IReadOnlyCollection<ProviderPrices> providers)
    {
        var names = providers.SelectMany(p => p.Models).SelectMany(m => m.Aliases.Prepend(m.Id)).ToHashSet(StringComparer.Ordinal);
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, place) in Fields(deployments))
        {
            if (string.IsNullOrWhiteSpace(name))
                throw place.Fault("a deployment has a blank name", "Write the name that the calls use");
            if (names.Contains(name))
                throw place.Fault("this file also prices a model of this name", "Remove one of the two");
            map.Add(name, place.Text());
        }

        return map;
    }

    private static IEnumerable<(string Name, JsonPlace Place)> Fields(JsonPlace? place) => place?.Fields() ?? [];
}
