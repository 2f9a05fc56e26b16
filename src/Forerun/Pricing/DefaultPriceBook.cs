namespace Forerun.Pricing;

/// <summary>The price book that comes with the library: models in common use, dated; see its <see cref="PriceBook.Source"/>.</summary>
/// <remarks>Its cancel rules are our assumption (every provider bills the whole call), not something the providers state.</remarks>
public static class DefaultPriceBook
{
    private const string Resource = "default-price-book.json";

    private static readonly Lazy<PriceBook> Book = new(Parse);

    /// <summary>The book; it is read once.</summary>
    public static PriceBook Load() => Book.Value;

    private static PriceBook Parse()
    {
        using var stream = typeof(DefaultPriceBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return PriceBookReader.Parse(bytes, Resource);
    }
}
