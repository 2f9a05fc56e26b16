namespace Forerun.Pricing;

/// <summary>A price book cannot be used; the message has a line for each fault, with the file, the place, the fault and the remedy.</summary>
public sealed class PriceBookException : Exception
{
    private const int MostShown = 20;

    internal PriceBookException(string file, string place, string fault, string remedy, Exception? inner = null)
        : this(file, [new PriceBookFault(place, fault, remedy)], inner)
    {
    }

    internal PriceBookException(string file, IReadOnlyList<PriceBookFault> faults, Exception? inner = null)
        : base(Told(file, faults), inner)
    {
        File = file;
        Faults = faults;
    }

    /// <summary>The file, or the name that the content was given.</summary>
    public string File { get; }

    /// <summary>All that is wrong, at least one.</summary>
    public IReadOnlyList<PriceBookFault> Faults { get; }

    /// <summary>Where the first fault is: a JSON path such as <c>models[3].input</c>, a line and column, or empty for the whole file.</summary>
    public string Place => Faults[0].Place;

    private static string Told(string file, IReadOnlyList<PriceBookFault> faults)
    {
        var lines = faults.Take(MostShown).Select(f => $"{file}: {f}");
        return string.Join('\n', faults.Count > MostShown ? lines.Append($"{file}: and {faults.Count - MostShown} more faults.") : lines);
    }
}
