namespace Forerun.Pricing;

/// <summary>The price book in force. It may be replaced while runs are under way.</summary>
/// <remarks>A decision reads <see cref="Current"/> once and keeps that book's version, so that it never mixes two.</remarks>
public sealed class Prices
{
    private volatile PriceBook _current;

    /// <summary>Starts with a book.</summary>
    public Prices(PriceBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        _current = book;
    }

    /// <summary>The book in force now.</summary>
    public PriceBook Current => _current;

    /// <summary>Puts another book in force. Nobody is told: the next decision sees it.</summary>
    public void Reload(PriceBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        _current = book;
    }
}
