using System.Globalization;

namespace Forerun.Replay.Generating;

/// <summary>What a router's bet is worth and costs, on average, and how many tokens make that a given ratio.</summary>
internal static class RouterEconomics
{
    private const double Million = 1_000_000;
    private const double MostTokens = 10_000_000;

    /// <summary>L: the seconds a right guess hides, in USD.</summary>
    public static double Value(RouterOptions options) =>
        RouterOptions.ValueOfTime * Math.Min(options.ClassifySeconds, options.DraftSeconds);

    /// <summary>C: the price of one draft, in USD.</summary>
    public static double Cost(RouterOptions options, double outputTokens) =>
        (options.DraftInputTokens * options.InputPrice + outputTokens * options.OutputPrice) / Million;

    /// <summary>The draft's output tokens: given, or those that make L / C the ratio wanted, rounded.</summary>
    public static double OutputTokens(RouterOptions options) =>
        options.DraftOutputTokens ?? Math.Round((Value(options) / options.ValueRatio - Cost(options, 0)) * Million / options.OutputPrice);

    /// <summary>Why the ratio can't be had; null when it can.</summary>
    public static string? WhyNot(RouterOptions options) => OutputTokens(options) switch
    {
        < 1 when options.DraftOutputTokens is null => string.Create(CultureInfo.InvariantCulture,
            $"ValueRatio {options.ValueRatio} leaves the draft no output: "
            + $"its input alone costs ${Cost(options, 0)}, the guess is worth ${Value(options)}."),
        > MostTokens => string.Create(CultureInfo.InvariantCulture,
            $"ValueRatio {options.ValueRatio} would take a draft of more than {MostTokens} output tokens."),
        _ => null,
    };
}
