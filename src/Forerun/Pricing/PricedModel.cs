namespace Forerun.Pricing;

/// <summary>One price and when it holds.</summary>
internal sealed record PriceEntry(ModelPrice Price, PriceWindow Window);

/// <summary>One model of one provider: its names and its prices over time.</summary>
/// <param name="Id">The provider's own name for it.</param>
/// <param name="Aliases">Other exact names.</param>
/// <param name="Match">A rule that accepts further names, or null.</param>
/// <param name="Entries">Prices; of those that hold at a moment the last one counts.</param>
internal sealed record PricedModel(string Id, string[] Aliases, MatchRule? Match, PriceEntry[] Entries)
{
    public ModelPrice? At(DateTimeOffset at)
    {
        for (var i = Entries.Length - 1; i >= 0; i--)
        {
            if (Entries[i].Window.Holds(at))
                return Entries[i].Price;
        }

        return null;
    }

    public PricedModel With(CancelRule rule) =>
        this with { Entries = [.. Entries.Select(e => e with { Price = e.Price with { CancelRule = rule } })] };
}

/// <summary>A provider's models, in the order of the file.</summary>
/// <param name="Id">The provider's name.</param>
/// <param name="Models">What it sells.</param>
/// <param name="ModelMatch">Accepts the names of models that are this provider's own.</param>
/// <param name="NameMatch">Accepts other names of the provider.</param>
/// <param name="Fallbacks">Providers whose models it sells too, at their price.</param>
internal sealed record ProviderPrices(
    string Id, PricedModel[] Models, MatchRule? ModelMatch = null, MatchRule? NameMatch = null, string[]? Fallbacks = null)
{
    public PricedModel? Find(string name) => Exact(name) ?? ByRule(name);

    public PricedModel? ByRule(string name) => Array.Find(Models, m => m.Match?.Accepts(name) == true);

    private PricedModel? Exact(string name) =>
        Array.Find(Models, m => m.Id == name) ?? Array.Find(Models, m => m.Aliases.Contains(name, StringComparer.Ordinal));
}
