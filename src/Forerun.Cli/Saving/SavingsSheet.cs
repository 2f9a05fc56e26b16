using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Accounting;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Replay.Saving;
using Forerun.Storage;

namespace Forerun.Cli.Saving;

/// <summary>The options of <c>forerun savings</c>.</summary>
internal sealed class SavingsSheet(Terminal terminal)
{
    private static readonly string Names = string.Join(", ", Enum.GetNames<SavingsBy>().Select(n => n.ToLowerInvariant()));

    private readonly Option<string?> ledger = new("--ledger")
    {
        HelpName = "FILE", Description = "The ledger, SQLite or JSON lines. Default: the one in your data folder.",
    };

    private readonly Option<SavingsBy> by = Knob.Of("--by", "WHAT", $"What it is split by: {Names}.", $"one of {Names}", SavingsBy.Workflow, TryBy);
    private readonly Option<string?> session = LedgerSheet.SessionOption();

    private readonly Option<decimal?> valueOfTime = Knob.Of<decimal?>(
        "--value-of-time", "USD_PER_S", "What a second sooner is worth, in dollars. Default: what the ledger's runs were decided with last, else 0.01.",
        "a number of dollars per second from 0 to 1,000,000", TryRate);

    private readonly Option<string?> prices = new("--prices")
    {
        HelpName = "FILE", Description = "A price book, for other ways to buy a second; it wins over the book that ships.",
    };

    private readonly Option<string[]> instead = new("--instead")
    {
        HelpName = "MODEL", Description = "Also asks what the calls would have cost with this model; may be given several times.", AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> trace = new("--trace")
    {
        HelpName = "TRACE", Description = "Recorded runs: also says what other dials would have given, replayed.",
    };

    private readonly Option<string?> policy = new("--policy", "-p")
    {
        HelpName = "P", Description = "The policy whose dial is turned over --trace. Default: that of the ledger, else forerun.",
    };

    private readonly Option<bool> json = new("--json") { Description = "One JSON object on stdout, numbers unrounded." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[ledger, by, session, valueOfTime, prices, instead, trace, policy, json]) command.Add(option);
        command.Validators.Add(Check);
    }

    public SavingsRequest Read(ParseResult parsed) => new(
        parsed.GetValue(ledger) ?? UserData.Ledger(terminal.UserFolder), parsed.GetValue(by), parsed.GetValue(session), parsed.GetValue(json))
    {
        ValueOfTime = parsed.GetValue(valueOfTime),
        Prices = parsed.GetValue(prices),
        Instead = parsed.GetValue(instead) ?? [],
        Trace = parsed.GetValue(trace),
        Policy = parsed.GetValue(policy),
    };

    private void Check(CommandResult given)
    {
        given.OrDefault(by, default);
        given.OrDefault(session, null);
        given.OrDefault(valueOfTime, null);
        FileNames.NotBlank(given, "--ledger", given.OrDefault(ledger, null));
        FileNames.NotBlank(given, "--prices", given.OrDefault(prices, null));
        FileNames.NotBlank(given, "--trace", given.OrDefault(trace, null));
        PolicyErrors.Add(given, given.OrDefault(policy, null) is { } name ? [name] : []);
    }

    private static bool TryBy(string text, out SavingsBy by) => Enum.TryParse(text, ignoreCase: true, out by) && Names.Split(", ").Contains(text);

    private static bool TryRate(string text, out decimal? rate)
    {
        var isRate = Knob.Between(0, 1_000_000)(text, out var value);
        rate = isRate ? value : null;
        return isRate;
    }
}
