using System.Text.Encodings.Web;

namespace Forerun.Pricing;

/// <summary>Models have no price, so their cost is unknown; it is never taken as zero.</summary>
public sealed class UnknownPriceException : Exception
{
    /// <summary>Says which model, in which book, what it may have meant, and the line that maps it.</summary>
    /// <param name="model">The name that has no price.</param>
    /// <param name="nearest">Known names, nearest first; see <see cref="PriceBook.Nearest"/>. May be empty.</param>
    /// <param name="bookVersion">The version of the book that was asked.</param>
    public UnknownPriceException(string model, IReadOnlyList<string> nearest, string bookVersion)
        : this([new UnpricedModel(model, nearest)], bookVersion)
    {
    }

    /// <summary>Says of all models at once which they are, what each may have meant, and the line that maps them.</summary>
    /// <param name="models">The names that have no price; at least one.</param>
    /// <param name="bookVersion">The version of the book that was asked.</param>
    public UnknownPriceException(IReadOnlyList<UnpricedModel> models, string bookVersion)
        : base(Describe(models, bookVersion)) => (Models, BookVersion) = (models, bookVersion);

    /// <summary>All names that have no price.</summary>
    public IReadOnlyList<UnpricedModel> Models { get; }

    /// <summary>The first name that has no price.</summary>
    public string Model => Models[0].Name;

    /// <summary>Known names, the nearest to <see cref="Model"/> first.</summary>
    public IReadOnlyList<string> Nearest => Models[0].Nearest;

    /// <summary>The version of the book that was asked.</summary>
    public string BookVersion { get; }

    private static string Describe(IReadOnlyList<UnpricedModel> models, string bookVersion)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0) throw new ArgumentException("There is no model without a price.", nameof(models));
        var what = models is [{ } one]
            ? $"No price for model '{Quoted(one.Name)}'{(Cause(one) is { } cause ? $" ({cause})" : "")} in price book {bookVersion}."
                + (one.Nearest.Count > 0 ? $" Nearest: {string.Join(", ", one.Nearest)}." : "")
            : $"No price for {models.Count} models in price book {bookVersion}: {string.Join("; ", models.Select(Named))}.";
        var line = string.Join(", ", models.Select(m => $"\"{Quoted(m.Name)}\": \"{Quoted(m.Nearest.Count > 0 ? m.Nearest[0] : "a-priced-model")}\""));
        return $"{what} Map {(models.Count == 1 ? "it" : "them")}: put {{ \"deployments\": {{ {line} }} }} into a file and pass it with --prices FILE.";
    }

    private static string Named(UnpricedModel model)
    {
        string?[] more = [Cause(model), model.Nearest.Count > 0 ? $"nearest: {string.Join(", ", model.Nearest)}" : null];
        var said = string.Join("; ", more.OfType<string>());
        return $"'{Quoted(model.Name)}'{(said.Length > 0 ? $" ({said})" : "")}";
    }

    /// <summary>A deployment has no price because of what it is mapped to.</summary>
    private static string? Cause(UnpricedModel model) => model.MapsTo is { } target ? $"a deployment of '{Quoted(target)}', which has none" : null;

    private static string Quoted(string name) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name);
}
