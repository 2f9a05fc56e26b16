using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Pricing;
using Forerun.Replay;

namespace Forerun.Cli.Replaying;

/// <summary>The options of <c>forerun replay</c>.</summary>
internal sealed class ReplaySheet
{
    private readonly Argument<string> trace = new("TRACE") { Description = "The recorded runs: a file with one JSON object a line, or an OTLP/JSON export." };

    private readonly Option<string> policy = new("--policy", "-p")
    {
        HelpName = "P", DefaultValueFactory = _ => "cost-aware",
        Description = $"Which bets to hold: {string.Join(", ", PolicyNames.All)} (K from 1 to 1000, B from 1 to 64).",
    };

    private readonly Option<decimal> dial = Knob.Of(
        "--dial", "A", "0 = cost first, 1 = latency first; 0 to 1.", "a number from 0 to 1", 1m, Knob.Between(0, 1));

    private readonly Option<decimal> valueOfTime = Knob.Of(
        "--value-of-time", "USD_PER_S", "What a second sooner is worth, in dollars; 0 to 1,000,000.",
        "a number of dollars per second from 0 to 1,000,000", 0.01m, Knob.Between(0, 1_000_000));

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

    private readonly Option<int> seed = Knob.Of(
        "--seed", "N", "Accepted for scripts that pass it everywhere; a replay draws nothing so far.", "a whole number", 1, Knob.Whole);

    private readonly Option<string?> ledger = new("--ledger")
    {
        HelpName = "FILE",
        Description = "Writes every decision and every dollar there: as JSON lines if it ends in .jsonl, replaced when the replay is done, else to SQLite, behind what is there.",
    };

    private readonly Option<bool> json = new("--json") { Description = "One JSON object on stdout, numbers unrounded." };

    public void AddTo(Command command)
    {
        command.Add(trace);
        foreach (var option in (Option[])[policy, dial, valueOfTime, prices, cancelRule, train, leaveOut, seed, ledger, json])
            command.Add(option);
        command.Validators.Add(Check);
    }

    public ReplayRequest Read(ParseResult parsed) => new()
    {
        Trace = parsed.GetRequiredValue(trace),
        Policy = parsed.GetRequiredValue(policy),
        Dial = parsed.GetValue(dial),
        ValueOfTime = parsed.GetValue(valueOfTime),
        Prices = parsed.GetValue(prices),
        CancelRule = parsed.GetValue(cancelRule),
        Train = parsed.GetValue(train),
        LeaveOutTask = parsed.GetValue(leaveOut) is not null,
        Ledger = parsed.GetValue(ledger),
        Json = parsed.GetValue(json),
    };

    /// <summary>All errors at once: an error here would otherwise keep the parser from reading the options.</summary>
    private void Check(CommandResult given)
    {
        CheckPolicy(given, given.OrDefault(policy, null));
        given.OrDefault(dial, 0);
        given.OrDefault(valueOfTime, 0);
        given.OrDefault(cancelRule, null);
        given.OrDefault(leaveOut, null);
        given.OrDefault(seed, 0);
        CheckFiles(given);
    }

    private void CheckFiles(CommandResult given)
    {
        var recorded = given.GetResult(trace) is { Tokens: [var token] } ? token.Value : null;
        var (book, lessons, rows) = (given.OrDefault(prices, null), given.OrDefault(train, null), given.OrDefault(ledger, null));
        FileNames.NotBlank(given, "TRACE", recorded);
        FileNames.NotBlank(given, "--prices", book);
        FileNames.NotBlank(given, "--train", lessons);
        FileNames.NotBlank(given, "--ledger", rows);
        FileNames.NotOverwritten(given, "--ledger", rows, recorded, book, lessons);
    }

    private static void CheckPolicy(CommandResult given, string? name)
    {
        if (name is null) return;
        try
        {
            PolicyNames.Check(name);
        }
        catch (ReplayException e)
        {
            given.AddError(e.Message);
        }
    }

    private static bool TryRule(string text, out CancelRule? rule)
    {
        rule = text switch { "streamed" => CancelRule.Streamed, "full" => CancelRule.Full, "none" => CancelRule.None, _ => null };
        return rule is not null;
    }
}
