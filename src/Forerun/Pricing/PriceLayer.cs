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

    public IEnumerable<string> Models => _providers.SelectMany(p => p.Models.Select(m => $"{p.Id}/{m.Id}"));

    public IEnumerable<string> KnownNames => _exact.Keys.Concat(Deployments.Keys);

    /// <summary>
    /// The model that a <c>provider/model</c> name means at exactly this provider, or else the model of exactly this name:
    /// of the provider that claims such names, else by its id before by an alias.
    /// </summary>
    /// <remarks>
    /// Resellers name models like <c>openai/gpt-4o</c>; where the book has OpenAI's own price for it, that is what was asked for.
    /// </remarks>
    public Resolved? Direct(string name)
    {
        if (Split(name) is { } parts && Seller(parts.Provider)?.Find(parts.Model) is { } own)
            return new(parts.Provider, own);
        if (!_exact.TryGetValue(name, out var all))
            return null;
        var best = Array.Find(all, n => n.Provider.ModelMatch?.Accepts(name) == true)
            ?? Array.Find(all, n => n.Model.Id == name)
            ?? all[0];
        return new(best.Provider.Id, best.Model);
    }

    /// <summary>
    /// The model that a <c>provider/model</c> name means at a provider that is also called so, or at one whose models it sells too.
    /// </summary>
    public Resolved? Indirect(string name)
    {
        if (Split(name) is not { } parts)
            return null;
        var seller = Seller(parts.Provider) ?? Array.Find(_providers, p => p.NameMatch?.Accepts(parts.Provider) == true);
        var sellers = (seller?.Fallbacks ?? []).Select(Seller).Prepend(seller);
        return First(sellers, p => p.Find(parts.Model));
    }

    /// <summary>The first model whose rule accepts the name, looking at providers that claim such names first.</summary>
    public Resolved? ByRule(string name) =>
        First(_providers.OrderByDescending(p => p.ModelMatch?.Accepts(name) == true), p => p.ByRule(name));

    /// <summary>What this layer itself prices under this provider and id.</summary>
    public PricedModel? Own(string provider, string id) =>
        Seller(provider) is { } seller ? Array.Find(seller.Models, m => m.Id == id) : null;

    private static Resolved? First(IEnumerable<ProviderPrices?> providers, Func<ProviderPrices, PricedModel?> find) => providers
        .OfType<ProviderPrices>()
        .Select(p => find(p) is { } model ? new Resolved(p.Id, model) : null)
        .FirstOrDefault(r => r is not null);

    private static (string Provider, string Model)? Split(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? (name[..slash], name[(slash + 1)..]) : null;

    private static IEnumerable<Named> Names(ProviderPrices provider) =>
        from model in provider.Models
        from name in model.Aliases.Prepend(model.Id).Distinct()
        select new Named(name, provider, model);

    private ProviderPrices? Seller(string id) => Array.Find(_providers, p => p.Id == id);

    internal sealed record Resolved(string Provider, PricedModel Model);

    private sealed record Named(string Name, ProviderPrices Provider, PricedModel Model);
}
