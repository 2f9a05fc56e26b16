using System.Globalization;
using Forerun.Pricing;

namespace Forerun.Cli.Comparing.Web;

/// <summary>Numbers for people.</summary>
internal static class Numbers
{
    public const string Unknown = "–";

    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static string Seconds(decimal seconds) => seconds.ToString("N1", Culture);

    public static string Percent(decimal? percent) => percent is { } value ? $"{value.ToString("N1", Culture)} %" : Unknown;

    public static string Dollars(decimal? usd) => usd is { } value ? new Usd(value).ToString() : Unknown;

    public static string Fixed(double? number, int digits) => number?.ToString($"F{digits}", Culture) ?? Unknown;

    public static string Count(int number) => number.ToString("N0", Culture);

    /// <summary>A name from a trace, no longer than a page can show.</summary>
    public static string Short(string name, int most = 48) => name.Length <= most ? name : name[..(most - 1)] + "…";
}
