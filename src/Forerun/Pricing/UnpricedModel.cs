namespace Forerun.Pricing;

/// <summary>A name that has no price.</summary>
/// <param name="Name">The name that calls use.</param>
/// <param name="Nearest">Known names, nearest first; see <see cref="PriceBook.Nearest"/>. May be empty.</param>
public sealed record UnpricedModel(string Name, IReadOnlyList<string> Nearest)
{
    /// <summary>What the book says that the name stands for, where it is a deployment: the book prices no such model. Null: it is none.</summary>
    public string? MapsTo { get; init; }
}
