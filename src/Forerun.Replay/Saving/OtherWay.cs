using Forerun.Pricing;

namespace Forerun.Replay.Saving;

/// <summary>
/// The same calls of a model made with another, as far as the price book and the ledger know it: a faster tier, a smaller model. All ours. What its
/// answers would be worth nobody knows, and seconds of calls are seconds of waiting only where nothing else runs meanwhile.
/// </summary>
/// <param name="Model">The model that made the calls.</param>
/// <param name="Instead">The other.</param>
/// <param name="ExtraUsd">USD more that the same tokens cost there; negative: less.</param>
/// <param name="CallSeconds">How long the calls took, s.</param>
/// <param name="FewerSeconds">Measured: how much less they would have taken at the pace of its calls in the ledger, s; null: it made none.</param>
public sealed record OtherWay(string Model, string Instead, decimal ExtraUsd, decimal CallSeconds, decimal? FewerSeconds)
{
    /// <summary>USD for each second, where it is faster and dearer; null: not known, slower, or not dearer.</summary>
    public decimal? UsdPerSecond => FewerSeconds > 0 && ExtraUsd > 0 ? ExtraUsd / FewerSeconds : null;

    /// <summary>By how many percent its calls would have to be faster to sell a second at this price; null: it is not dearer, or nothing could be.</summary>
    /// <param name="usdPerSecond">What a second costs elsewhere, USD.</param>
    public decimal? FasterBy(decimal? usdPerSecond) =>
        ExtraUsd > 0 && usdPerSecond > 0 && CallSeconds > 0 ? 100 * ExtraUsd / usdPerSecond / CallSeconds : null;

    /// <summary>
    /// The ways that there are for the models of a ledger: the book's models that bear the name of one with more behind it (a tier, as
    /// <c>-fast</c> or <c>-mini</c>), those of the ledger itself, and those that are named.
    /// </summary>
    /// <param name="models">The models of a ledger, most dollars first.</param>
    /// <param name="prices">The price book.</param>
    /// <param name="at">When the calls are taken to be made.</param>
    /// <param name="named">Further models to ask of.</param>
    /// <exception cref="UnknownPriceException">A named model has no price.</exception>
    public static IReadOnlyList<OtherWay> Of(IReadOnlyList<ModelUse> models, PriceBook prices, DateTimeOffset at, IReadOnlyList<string> named)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(prices);
        ArgumentNullException.ThrowIfNull(named);
        prices.Require(named, at);
        var pace = models.ToDictionary(m => m.Model, m => m.SecondsPerToken);
        return [.. models.Where(m => m.Calls > 0).Take(Most).SelectMany(m => Beside(m, models, prices, named)
            .Select(other => Way(m, other, prices, at, pace.GetValueOrDefault(other))).OfType<OtherWay>())];
    }

    private const int Most = 3;

    private static OtherWay? Way(ModelUse model, string other, PriceBook prices, DateTimeOffset at, decimal? pace)
    {
        if (!prices.TryFind(model.Model, at, out var now) || !prices.TryFind(other, at, out var then)) return null;
        return new OtherWay(
            model.Model, other, model.UsdAt(then) - model.UsdAt(now), model.Seconds, pace is { } took ? model.Seconds - (took * model.OutputTokens) : null);
    }

    private static IEnumerable<string> Beside(ModelUse model, IReadOnlyList<ModelUse> models, PriceBook prices, IReadOnlyList<string> named)
    {
        var bare = model.Model[(model.Model.LastIndexOf('/') + 1)..];
        var tiers = prices.Models.Select(name => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..])
            .Where(name => name.StartsWith($"{bare}-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return named.Concat(models.Select(m => m.Model)).Concat(tiers).Where(name => name != model.Model && name != bare).Distinct();
    }
}
