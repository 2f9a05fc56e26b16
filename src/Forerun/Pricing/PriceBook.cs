using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Forerun.Pricing;

/// <summary>Versioned, dated prices of models. Immutable and safe to share between threads.</summary>
/// <remarks>
/// A name is looked for so: as a deployment, as <c>provider/model</c>, as an exact id or alias, in the book merged last first;
/// then by the match rules of a genai-prices file, those of the provider that claims such names first.
/// Of several providers with the same bare name the one that claims such names is taken, else the first in the file:
/// write <c>provider/model</c> to be sure.
/// </remarks>
public sealed class PriceBook
{
    // Names come from callers and providers: neither their length nor their number may grow without end.
    private const int MaxNameLength = 512;
    internal const int MaxCachedNames = 4096;

    private readonly PriceLayer[] _layers;
    private readonly ConcurrentDictionary<string, PricedModel?> _resolved = new(StringComparer.Ordinal);

    internal PriceBook(string version, DateOnly? asOf, string? source, params PriceLayer[] layers)
    {
        Version = version;
        AsOf = asOf;
        Source = source;
        _layers = layers;
    }

    /// <summary>What a tool call costs that declares no price: 0.0005 USD, our own choice, so that no bet is free.</summary>
    public static Usd DefaultToolPrice { get; } = new(0.0005m);

    /// <summary>Names the content; written beside every decision. A merged book names both, as <c>base+over</c>.</summary>
    public string Version { get; }

    /// <summary>The day the prices were read off, if the book says so.</summary>
    public DateOnly? AsOf { get; }

    /// <summary>Where the prices come from, if the book says so.</summary>
    public string? Source { get; }

    internal int CachedNames => _resolved.Count;

    /// <summary>The names of all models in it, as <c>provider/model</c>.</summary>
    internal IEnumerable<string> Models => _layers.SelectMany(l => l.Models).Distinct(StringComparer.Ordinal);

    internal int ModelCount => _layers.Sum(l => l.ModelCount);

    /// <summary>Finds the price of a model at a moment. The second look-up of a name is one dictionary hit.</summary>
    /// <param name="model">A model, an alias, a deployment, or <c>provider/model</c>; case counts.</param>
    /// <param name="at">When the call is made; the same name may have another price on another day or hour.</param>
    /// <param name="price">The price that holds then.</param>
    /// <returns>False if the name is unknown or has no price at that moment: the cost is then unknown, never zero.</returns>
    public bool TryFind(string model, DateTimeOffset at, [NotNullWhen(true)] out ModelPrice? price)
    {
        ArgumentNullException.ThrowIfNull(model);
        price = Resolve(model)?.At(at);
        return price is not null;
    }

    /// <summary>Makes sure that all of these have a price.</summary>
    /// <param name="models">The names that calls use; one that comes again is asked for once.</param>
    /// <param name="at">When the calls are made.</param>
    /// <exception cref="UnknownPriceException">Some have none: all of them are named, with what each may have meant.</exception>
    public void Require(IEnumerable<string> models, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(models);
        var unpriced = models.Distinct(StringComparer.Ordinal).Where(m => !TryFind(m, at, out _)).ToList();
        if (unpriced.Count > 0) throw new UnknownPriceException([.. unpriced.Select(Unpriced)], Version);
    }

    /// <summary>What there is to say of a name that has no price here.</summary>
    /// <param name="model">The name that calls use.</param>
    public UnpricedModel Unpriced(string model) => new(model, Nearest(model)) { MapsTo = Target(model) };

    /// <summary>The known names that look most like this one, nearest first, for error messages.</summary>
    /// <param name="model">A name that has no price. If it is a mapped deployment, what it maps to is looked for.</param>
    /// <param name="count">How many at most; at least 1. Default: 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public IReadOnlyList<string> Nearest(string model, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var names = _layers.SelectMany(l => l.KnownNames).Where(n => n != model).Distinct(StringComparer.Ordinal);
        return NearestNames.Of(Target(model) ?? model, names, count);
    }

    /// <summary>The same book in which a deployment's name stands for a model. It wins over a model of that name.</summary>
    /// <param name="deployment">The name that calls use.</param>
    /// <param name="model">
    /// A name that this book prices; not another deployment. Not checked here: an unknown one is unknown when looked up.
    /// </param>
    /// <exception cref="ArgumentException">A name is blank.</exception>
    public PriceBook With(string deployment, string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(deployment);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        var layer = new PriceLayer([], new Dictionary<string, string>(StringComparer.Ordinal) { [deployment] = model });
        return new(Version, AsOf, Source, [layer, .. _layers]);
    }

    /// <summary>Both books as one; where both price a model, map a name or have a provider's cancel rule, the other one wins.</summary>
    /// <remarks>A model is replaced with all its dates and tiers; aliases that only this book knows lead to the new price.</remarks>
    /// <param name="over">The book that wins, such as a user's own.</param>
    public PriceBook Merge(PriceBook over)
    {
        ArgumentNullException.ThrowIfNull(over);
        var sources = new[] { Source, over.Source }.OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return new(
            $"{Version}+{over.Version}",
            over.AsOf ?? AsOf,
            sources.Length == 0 ? null : string.Join("; ", sources),
            [.. over._layers, .. _layers]);
    }

    private PricedModel? Resolve(string name)
    {
        if (_resolved.TryGetValue(name, out var known))
            return known;
        if (name.Length > MaxNameLength)
            return null;
        var found = LookUp(name);
        if (_resolved.Count < MaxCachedNames)
            _resolved.TryAdd(name, found);
        return found;
    }

    private PricedModel? LookUp(string name)
    {
        var found = Target(name) is { } target ? Search(target) : Search(name);
        if (found is null)
            return null;
        var model = FirstOf(l => l.Own(found.Provider, found.Model.Id)) ?? found.Model;
        var ruling = Array.Find(_layers, l => l.CancelRules.ContainsKey(found.Provider));
        return ruling is null ? model : model.With(ruling.CancelRules[found.Provider]);
    }

    private string? Target(string name)
    {
        foreach (var layer in _layers)
        {
            if (layer.Deployments.TryGetValue(name, out var target))
                return target;
            if (layer.Direct(name) is not null)
                return null;
        }

        return null;
    }

    private PriceLayer.Resolved? Search(string name) =>
        FirstOf(l => l.Direct(name)) ?? FirstOf(l => l.Indirect(name)) ?? FirstOf(l => l.ByRule(name));

    private T? FirstOf<T>(Func<PriceLayer, T?> ask)
        where T : class => _layers.Select(ask).FirstOrDefault(answer => answer is not null);
}
