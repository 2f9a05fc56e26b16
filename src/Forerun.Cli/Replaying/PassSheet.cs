using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Forerun.Aiming;
using Forerun.Calibrating;
using Forerun.Pricing;

namespace Forerun.Cli.Replaying;

/// <summary>The options of every command that replays a trace.</summary>
/// <param name="seed">What the seed draws.</param>
internal sealed class PassSheet(string seed)
{
    private readonly Argument<string> trace = new("TRACE") { Description = "The recorded runs: a file with one JSON object a line, or an OTLP/JSON export." };

    private readonly Option<decimal> dial = Knob.Of(
        "--dial", "A", "0 = cost first, 1 = latency first; 0 to 1.", "a number from 0 to 1", 1m, Knob.Between(0, 1));

    private readonly Option<Target?> target = Knob.Of<Target?>(
        "--target", "extra<=X%|pQ<=Ts", "A target in place of the dial, which is then only where it begins (where --train puts it): at most X % more dollars, or Q % of the runs within T seconds.",
        Target.Takes, (string text, out Target? value) => (value = Target.Parse(text)) is not null);

    private readonly Option<decimal> valueOfTime = Knob.Of(
        "--value-of-time", "USD_PER_S", "What a second sooner is worth, in dollars; 0 to 1,000,000.",
        "a number of dollars per second from 0 to 1,000,000", 0.01m, Knob.Between(0, 1_000_000));

    private readonly Option<double> forget = Knob.Of(
        "--forget", "F", "What is left of the counts of beliefs at each new observation; 0.95 lets the last 20 count. Above 0, at most 1.",
        "a number above 0, at most 1", 1d, Factor);

    private readonly Option<decimal?> quantile = Knob.Of<decimal?>(
        "--quantile", "Q", "Decides on this quantile of beliefs, not on their mean; above 0, at most 0.5. Default: the mean.",
        "a number above 0, at most 0.5", Cautious);

    private readonly Option<string?> prices = new("--prices")
    {
        HelpName = "FILE", Description = "A price book, ours or one of genai-prices; it wins over the book that ships.",
    };

    private readonly Option<CancelRule?> cancelRule = Knob.Of<CancelRule?>(
        "--cancel-rule", "streamed|full|none", "What a cancelled call costs: what was streamed, all, nothing. Default: as each run says.",
        "streamed, full or none", TryRule);

    private readonly Option<string?> train = new("--train")
    {
        HelpName = "FILE", Description = "A trace to learn from first. Default: none; each run teaches the next.",
    };

    private readonly Option<string?> leaveOut = Knob.Of<string?>(
        "--leave-out", "task", "Replays each run with nothing learned from runs of the same task.", "task",
        (string text, out string? value) => (value = text) == "task");

    private readonly Option<Entry> entry = Knob.Of(
        "--entry", "at-once|gated", "How edges come to be bet on: at once, or after offline replay, shadow and canary.", "at-once or gated", Entry.AtOnce, TryEntry);

    private readonly Option<int> seed = Knob.Of("--seed", "N", seed, "a whole number", 1, Knob.Whole);

    private readonly Option<bool> json = new("--json") { Description = "One JSON object on stdout, numbers unrounded." };

    /// <summary>Whether it can be said what is learned first, and how edges come to be bet on. Default: yes.</summary>
    public bool Learns { get; init; } = true;

    /// <summary>Adds them, with those of the command itself: the first ones before, the last ones behind.</summary>
    public void AddTo(Command command, IEnumerable<Option> first, IEnumerable<Option> last)
    {
        command.Add(trace);
        foreach (var option in (Option[])[.. first, dial, .. Learns ? (Option[])[target] : [], valueOfTime, prices, cancelRule, .. Learns ? (Option[])[train, leaveOut] : [], forget, quantile, .. Learns ? (Option[])[entry] : [], seed, .. last, json])
            command.Add(option);
    }

    public PassRequest Read(ParseResult parsed) => new()
    {
        Trace = parsed.GetRequiredValue(trace),
        Dial = parsed.GetValue(dial),
        Target = parsed.GetValue(target),
        ValueOfTime = parsed.GetValue(valueOfTime),
        Prices = parsed.GetValue(prices),
        CancelRule = parsed.GetValue(cancelRule),
        Train = parsed.GetValue(train),
        Forget = parsed.GetValue(forget),
        Quantile = parsed.GetValue(quantile),
        Entry = parsed.GetValue(entry),
        LeaveOutTask = parsed.GetValue(leaveOut) is not null,
        Seed = parsed.GetValue(seed),
        Json = parsed.GetValue(json),
    };

    /// <summary>All errors at once: an error here would otherwise keep the parser from reading the options.</summary>
    public void Check(CommandResult given)
    {
        given.OrDefault(dial, 0);
        given.OrDefault(target, null);
        given.OrDefault(valueOfTime, 0);
        given.OrDefault(cancelRule, null);
        given.OrDefault(leaveOut, null);
        given.OrDefault(entry, default);
        given.OrDefault(forget, 1);
        given.OrDefault(quantile, null);
        given.OrDefault(seed, 0);
        var (recorded, book, lessons) = FilesOf(given);
        FileNames.NotBlank(given, "TRACE", recorded);
        FileNames.NotBlank(given, "--prices", book);
        FileNames.NotBlank(given, "--train", lessons);
    }

    /// <summary>Checks a file that is to be written.</summary>
    public void CheckWritten(CommandResult given, string option, string? written)
    {
        var (recorded, book, lessons) = FilesOf(given);
        FileNames.NotBlank(given, option, written);
        FileNames.NotOverwritten(given, option, written, recorded, book, lessons);
    }

    private (string? Trace, string? Prices, string? Train) FilesOf(CommandResult given) =>
        (given.GetResult(trace) is { Tokens: [var token] } ? token.Value : null, given.OrDefault(prices, null), given.OrDefault(train, null));

    private static bool Factor(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is > 0 and <= 1;

    private static bool Cautious(string text, out decimal? value)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        value = number;
        return isNumber && number is > 0 and <= 0.5m;
    }

    private static bool TryEntry(string text, out Entry entry)
    {
        entry = text == "gated" ? Entry.Gated : Entry.AtOnce;
        return text is "gated" or "at-once";
    }

    private static bool TryRule(string text, out CancelRule? rule)
    {
        rule = text switch { "streamed" => CancelRule.Streamed, "full" => CancelRule.Full, "none" => CancelRule.None, _ => null };
        return rule is not null;
    }
}
