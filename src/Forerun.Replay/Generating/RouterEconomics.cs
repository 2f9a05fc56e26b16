using System.Globalization;
using Forerun.Pricing;

namespace Forerun.Replay.Generating;

/// <summary>What a router's bet is worth and costs, on average, and how many tokens make that a given ratio. In decimal dollars.</summary>
internal static class RouterEconomics
{
    private const decimal Million = 1_000_000;
    private const decimal MostTokens = 10_000_000;

    /// <summary>L: the seconds a right guess hides, in USD.</summary>
    public static Usd Value(RouterOptions options) =>
        (decimal)Math.Min(options.ClassifySeconds, options.DraftSeconds) * RouterOptions.ValueOfTime;

    /// <summary>C: the price of one draft, in USD.</summary>
    public static Usd Cost(RouterOptions options, decimal outputTokens) =>
        new((options.DraftInputTokens * options.InputPrice + outputTokens * options.OutputPrice) / Million);

    /// <summary>The draft's output tokens: given, or those that make L / C the ratio wanted, rounded.</summary>
    public static decimal OutputTokens(RouterOptions options) => options.DraftOutputTokens
        ?? Math.Round((Value(options).Amount / (decimal)options.ValueRatio - Cost(options, 0).Amount) * Million / options.OutputPrice);

    /// <summary>L / C with those tokens; infinite when the draft costs nothing.</summary>
    public static double Ratio(RouterOptions options) => Cost(options, OutputTokens(options)).Amount is var cost && cost > 0
        ? (double)(Value(options).Amount / cost)
        : double.PositiveInfinity;

    /// <summary>Why the ratio can't be had; null when it can.</summary>
    public static string? WhyNot(RouterOptions options) => OutputTokens(options) switch
    {
        < 1 when options.DraftOutputTokens is null => string.Create(CultureInfo.InvariantCulture,
            $"ValueRatio {options.ValueRatio} leaves the draft no output: "
            + $"its input alone costs ${Cost(options, 0).Amount:0.############}, the guess is worth ${Value(options).Amount:0.############}."),
        > MostTokens => string.Create(CultureInfo.InvariantCulture,
            $"ValueRatio {options.ValueRatio} would take a draft of more than {MostTokens} output tokens."),
        _ => null,
    };
}
