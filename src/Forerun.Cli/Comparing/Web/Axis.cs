using System.Globalization;

namespace Forerun.Cli.Comparing.Web;

/// <summary>A linear axis with round numbers on it.</summary>
/// <param name="least">The least value to show.</param>
/// <param name="most">The most.</param>
/// <param name="from">Where the least is drawn.</param>
/// <param name="to">Where the most is drawn.</param>
internal sealed class Axis(double least, double most, double from, double to)
{
    private const int About = 5;

    /// <summary>An axis that leaves some room at both ends.</summary>
    public static Axis Around(IReadOnlyCollection<decimal> values, double from, double to)
    {
        var (least, most) = ((double)values.Min(), (double)values.Max());
        var room = most > least ? 0.07 * (most - least) : Math.Max(0.1 * Math.Abs(most), 1e-6);
        return new Axis(least - room, most + room, from, to);
    }

    /// <summary>Where a value is drawn.</summary>
    public double At(decimal value) => At((double)value);

    /// <summary>Where a value is drawn.</summary>
    public double At(double value) => from + ((value - least) / (most - least) * (to - from));

    /// <summary>The value that is drawn at its beginning, and the one at its end.</summary>
    public (double Least, double Most) Ends => (least, most);

    /// <summary>Round numbers, some five of them, each with its text.</summary>
    public IEnumerable<(double Value, string Text)> Ticks
    {
        get
        {
            var rough = (most - least) / About;
            var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            var step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
            var digits = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 9);
            for (var i = Math.Ceiling(least / step); i * step <= most; i++)
                yield return (i * step, (i * step).ToString($"N{digits}", CultureInfo.InvariantCulture));
        }
    }
}
