using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Replaying;
using Forerun.Policies;

namespace Forerun.Cli.Demo;

/// <summary>The options that every demo has.</summary>
/// <param name="normally">What is shown where nothing else is said.</param>
/// <param name="drawn">What the seed draws.</param>
internal sealed class CommonSheet(DemoRequest normally, string drawn)
{
    private readonly Option<int> seed = Knob.Of(
        "--seed", "N", $"Draws {drawn} and the scripted answers; the same again gives the same.", "a whole number", normally.Seed, Knob.Whole);

    private readonly Option<string?> record = new("--record")
    {
        HelpName = "DIR", Description = "Writes sequential.jsonl and speculative.jsonl, to be compared, and trace.jsonl, to be replayed.",
    };

    private readonly Option<string?> ledger = new("--ledger")
    {
        HelpName = "FILE", Description = "Writes every decision and every dollar there, as JSON lines if it ends in .jsonl, else to SQLite. Default: the one in your data folder.",
    };

    private readonly Option<string?> prices = new("--prices")
    {
        HelpName = "FILE", Description = "A price book, ours or one of genai-prices; it wins over the book that ships.",
    };

    private readonly Option<string> policy = new("--policy")
    {
        HelpName = "P", DefaultValueFactory = _ => normally.Policy,
        Description = $"Which bets to hold: {string.Join(", ", LivePolicies.All)} ({LivePolicies.Letters}).",
    };

    private readonly Option<decimal> dial = Knob.Of(
        "--dial", "A", "0 = cost first, 1 = latency first; 0 to 1.", "a number from 0 to 1", normally.Dial, Knob.Between(0, 1));

    private readonly Option<decimal> valueOfTime = Knob.Of(
        "--value-of-time", "USD_PER_S", "What a second sooner is worth, in dollars; 0 to 1,000,000.",
        "a number of dollars per second from 0 to 1,000,000", normally.ValueOfTime, Knob.Between(0, 1_000_000));

    private readonly Option<bool> json = new("--json") { Description = "One JSON object on stdout, numbers unrounded." };

    /// <summary>Adds them to a command, around the options that are its own.</summary>
    public void AddTo(Command command, params ReadOnlySpan<Option> own)
    {
        foreach (var option in (Option[])[seed, .. own, record, ledger, prices, policy, dial, valueOfTime, json]) command.Add(option);
        command.Validators.Add(Check);
    }

    /// <summary>A request with what they say.</summary>
    public DemoRequest Read(ParseResult parsed, DemoRequest own) => own with
    {
        Seed = parsed.GetValue(seed),
        Record = parsed.GetValue(record),
        Ledger = parsed.GetValue(ledger),
        Prices = parsed.GetValue(prices),
        Policy = parsed.GetValue(policy)!,
        Dial = parsed.GetValue(dial),
        ValueOfTime = parsed.GetValue(valueOfTime),
        Json = parsed.GetValue(json),
    };

    private void Check(CommandResult given)
    {
        given.OrDefault(seed, 0);
        if (PolicyErrors.OfLive(given.OrDefault(policy, normally.Policy)!) is { } noPolicy) given.AddError(noPolicy);
        given.OrDefault(dial, 0);
        given.OrDefault(valueOfTime, 0);
        FileNames.NotBlank(given, "--record", given.OrDefault(record, null));
        FileNames.NotBlank(given, "--ledger", given.OrDefault(ledger, null));
        FileNames.NotBlank(given, "--prices", given.OrDefault(prices, null));
        FileNames.NotOverwritten(given, "--ledger", given.OrDefault(ledger, null), given.OrDefault(prices, null));
    }
}
