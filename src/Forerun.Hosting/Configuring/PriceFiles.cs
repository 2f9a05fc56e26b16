using Forerun.Pricing;

namespace Forerun.Hosting.Configuring;

/// <summary>The price book that the options ask for: the one that ships, price files upon it, and your own names upon all.</summary>
internal static class PriceFiles
{
    public static PriceBook Read(ForerunOptions options)
    {
        var book = options.Prices.Aggregate(DefaultPriceBook.Load(), (below, path) => below.Merge(PriceBookReader.Read(path)));
        return options.Models.Aggregate(book, (below, name) => below.With(name.Key, name.Value));
    }

    /// <summary>What is wrong with the files, and with names that stand for a model nobody has a price for.</summary>
    public static IEnumerable<string> Errors(ForerunOptions options, DateTimeOffset now)
    {
        var book = DefaultPriceBook.Load();
        var errors = new List<string>();
        foreach (var path in options.Prices)
        {
            try
            {
                book = book.Merge(PriceBookReader.Read(path));
            }
            catch (PriceBookException e)
            {
                errors.AddRange(e.Faults.Select(f => $"Prices names {e.File}: {f.ToString().TrimEnd('.')}"));
            }
        }

        // With a file missing, nobody can say which names have a price.
        return errors.Count > 0 ? errors : options.Models
            .Where(m => !book.TryFind(m.Value, now, out _))
            .Select(m => $"Models:{m.Key} is '{m.Value}', a model without a price, the nearest are {string.Join(", ", book.Nearest(m.Value))}");
    }
}
