namespace Forerun.Pricing;

/// <summary>One thing that is wrong with a price book.</summary>
/// <param name="Place">Where in it: a JSON path such as <c>models[3].input</c>, a line and column, or empty for the whole file.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record PriceBookFault(string Place, string Fault, string Remedy)
{
    /// <summary>For people: place, fault and remedy.</summary>
    public override string ToString() => Place.Length == 0 ? $"{Fault}. {Remedy}." : $"{Place}: {Fault}. {Remedy}.";
}
