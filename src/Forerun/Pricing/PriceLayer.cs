using System.Collections.Frozen;

namespace Forerun.Pricing;

/// <summary>What one source says: its providers, its deployments, its cancel rules. A price book is a pile of layers.</summary>
internal sealed class PriceLayer
{
    private readonly ProviderPrices[] _providers;
    private readonly FrozenDictionary<string, Named[]> _exact;

    public PriceLayer(
        IEnumerable<ProviderPrices> providers,
        IReadOnlyDictionary<string, string>? deployments = null,
        IReadOnlyDictionary<string, CancelRule>? cancelRules = null)
    {
        _providers = [.. providers];
        Deployments = deployments ?? FrozenDictionary<string, string>.Empty;
        CancelRules = cancelRules ?? FrozenDictionary<string, CancelRule>.Empty;
        _exact = _providers.SelectMany(Names).GroupBy(n => n.Name).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    public IReadOnlyDictionary<string, string> Deployments { get; }

    public IReadOnlyDictionary<string, CancelRule> CancelRules { get; }

    public int ModelCount => _providers.Sum(p => p.Models.Length);

    public IEnumerable<string> KnownNames => _exact.Keys.Concat(Deployments.Keys);

    /// <summary>The model of exactly this name: of the provider that claims such names, else by its id before by an alias.</summary>
    public Resolved? Exact(string name)
    {
        if (!_exact.TryGetValue(name, out var all))
            return null;
        var best = Array.Find(all, n => n.Provider.ModelMatch?.Accepts(name) == true)
            ?? Array.Find(all, n => n.Model.Id == name)
            ?? all[0];
        return new(best.Provider.Id, best.Model);
    }

    /// <summary>The model of this name at this provider, or at one whose models it sells too.</summary>
    public Resolved? At(string provider, string model)
    {
        var seller = Array.Find(_providers, p => p.Id == provider)
            ?? Array.Find(_providers, p => p.NameMatch?.Accepts(provider) == true);
        if (seller is null)
            return null;
        if (seller.Find(model) is { } own)
            return new(seller.Id, own);
        return (seller.Fallbacks ?? [])
            .Select(id => Array.Find(_providers, p => p.Id == id)?.Find(model) is { } found ? new Resolved(id, found) : null)
            .FirstOrDefault(r => r is not null);
    }

    /// <summary>The first model whose rule accepts the name, looking at providers that claim such names first.</summary>
    public Resolved? ByRule(string name) => _providers
        .OrderByDescending(p => p.ModelMatch?.Accepts(name) == true)
        .Select(p => p.ByRule(name) is { } model ? new Resolved(p.Id, model) : null)
        .FirstOrDefault(r => r is not null);

    /// <summary>What this layer itself prices under this provider and id.</summary>
    public PricedModel? Own(string provider, string id) =>
        Array.Find(_providers, p => p.Id == provider) is { } seller ? Array.Find(seller.Models, m => m.Id == id) : null;

    private static IEnumerable<Named> Names(ProviderPrices provider) =>
        from model in provider.Models
        from name in model.Aliases.Concat(model.Match?.ExactNames ?? []).Prepend(model.Id).Distinct()
        select new Named(name, provider, model);

    internal sealed record Resolved(string Provider, PricedModel Model);

    private sealed record Named(string Name, ProviderPrices Provider, PricedModel Model);
}
