using System.Text.Json;

namespace Forerun.Pricing.Reading;

/// <summary>Our own price book: one JSON object; docs/price-book.md describes it.</summary>
internal static class OwnFormat
{
    public static PriceBook Read(JsonElement root, string name, string fallbackVersion)
    {
        var faults = new Faults(name);
        var book = new JsonPlace(root, faults, "");
        book.Allow("version", "as_of", "source", "cancel_rules", "deployments", "models");
        var rules = CancelRules(book.Optional("cancel_rules"));
        var providers = OwnModels.Read(book.Optional("models"));
        var deployments = Deployments(book.Optional("deployments"), providers);
        var version = book.Optional("version")?.Text() ?? fallbackVersion;
        var asOf = book.Optional("as_of")?.Date();
        var source = book.Optional("source")?.Text();
        if (faults.AreNone && providers.Count + deployments.Count + rules.Count == 0)
            book.Fault("the book is empty", "Add \"models\", \"deployments\" or \"cancel_rules\"");
        faults.Throw();
        return new(version, asOf, source, new PriceLayer(providers, deployments, rules));
    }

    private static Dictionary<string, CancelRule> CancelRules(JsonPlace? rules) =>
        Fields(rules).ToDictionary(f => f.Name, f => Rule(f.Place), StringComparer.Ordinal);

    private static CancelRule Rule(JsonPlace place)
    {
        switch (place.Text())
        {
            case "streamed": return CancelRule.Streamed;
            case "full": return CancelRule.Full;
            case "none": return CancelRule.None;
            case var other:
                if (other.Length > 0) place.Fault($"'{JsonPlace.Short(other)}' is not a cancel rule", "Write \"full\", \"streamed\" or \"none\"");
                return CancelRule.Full;
        }
    }

    private static Dictionary<string, string> Deployments(JsonPlace? deployments, IReadOnlyCollection<ProviderPrices> providers)
    {
        var names = providers.SelectMany(p => p.Models).SelectMany(m => m.Aliases.Prepend(m.Id)).ToHashSet(StringComparer.Ordinal);
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, place) in Fields(deployments))
        {
            if (string.IsNullOrWhiteSpace(name))
                place.Fault("a deployment has a blank name", "Write the name that the calls use");
            if (names.Contains(name))
                place.Fault("this file also prices a model of this name", "Remove one of the two");
            map.Add(name, place.Text());
        }

        return map;
    }

    private static IEnumerable<(string Name, JsonPlace Place)> Fields(JsonPlace? place) => place?.Fields() ?? [];
}
