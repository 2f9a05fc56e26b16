using System.Text;
using System.Text.Encodings.Web;

namespace Forerun.Pricing;

/// <summary>A model has no price, so its cost is unknown; it is never taken as zero.</summary>
public sealed class UnknownPriceException : Exception
{
    /// <summary>Says which model, in which book, what it may have meant, and the line that maps it.</summary>
    /// <param name="model">The name that has no price.</param>
    /// <param name="nearest">Known names, nearest first; see <see cref="PriceBook.Nearest"/>. May be empty.</param>
    /// <param name="bookVersion">The version of the book that was asked.</param>
    public UnknownPriceException(string model, IReadOnlyList<string> nearest, string bookVersion)
        : base(Describe(model, nearest, bookVersion))
    {
        Model = model;
        Nearest = nearest;
        BookVersion = bookVersion;
    }

    /// <summary>The name that has no price.</summary>
    public string Model { get; }

    /// <summary>Known names, nearest first.</summary>
    public IReadOnlyList<string> Nearest { get; }

    /// <summary>The version of the book that was asked.</summary>
    public string BookVersion { get; }

    private static string Describe(string model, IReadOnlyList<string> nearest, string bookVersion)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(nearest);
        var text = new StringBuilder($"No price for model '{Quoted(model)}' in price book {bookVersion}.");
        if (nearest.Count > 0)
            text.Append($" Nearest: {string.Join(", ", nearest)}.");
        var target = nearest.Count > 0 ? nearest[0] : "a-priced-model";
        text.Append($" Map it: add \"deployments\": {{ \"{Quoted(model)}\": \"{Quoted(target)}\" }}");
        return text.Append(" to a file and pass it with --prices FILE.").ToString();
    }

    private static string Quoted(string name) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name);
}
