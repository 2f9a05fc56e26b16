namespace Forerun.Pricing;

/// <summary>A price book cannot be used; the message names the file, the place, the fault and the remedy.</summary>
public sealed class PriceBookException : Exception
{
    internal PriceBookException(string file, string place, string fault, string remedy, Exception? inner = null)
        : base(place.Length == 0 ? $"{file}: {fault}. {remedy}." : $"{file}: {place}: {fault}. {remedy}.", inner)
    {
        File = file;
        Place = place;
    }

    /// <summary>The file, or the name that the content was given.</summary>
    public string File { get; }

    /// <summary>Where in it: a JSON path such as <c>models[3].input</c>, a line and column, or empty for the whole file.</summary>
    public string Place { get; }
}
