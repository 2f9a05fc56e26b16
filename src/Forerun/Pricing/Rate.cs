using System.Runtime.CompilerServices;

namespace Forerun.Pricing;

/// <summary>
/// Bounds of a rate. The upper one is far above any price ever asked, and low enough that no cost of
/// <see cref="long.MaxValue"/> tokens overflows a decimal.
/// </summary>
internal static class Rate
{
    public const decimal Max = 1_000_000m;

    public const decimal PerToken = 0.000001m;

    public static decimal Checked(decimal value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= Max
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"A price is between 0 and {Max} USD.");

    public static decimal? Checked(decimal? value, [CallerMemberName] string name = "") =>
        value is { } known ? Checked(known, name) : null;
}
