using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Policies;

namespace Forerun.Cli.Demo;

/// <summary>The options of <c>forerun demo</c>.</summary>
internal sealed class DemoSheet(Terminal terminal)
{
    /// <summary>The variable that holds the key of <c>--endpoint</c>.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    private static readonly DemoRequest Normally = new();

    private readonly Option<int> seed = Knob.Of(
        "--seed", "N", "Draws letters, customers and the scripted answers; the same again gives the same.", "a whole number", Normally.Seed, Knob.Whole);

    private readonly Option<int> emails = Knob.Of(
        "--emails", "N", "How many letters are answered in each pass; 1 to 1,000.", "a whole number from 1 to 1,000", Normally.Emails, Letters);

    private readonly Option<bool> faults = new("--faults") { Description = "Every fault of a model service, by the seed, on a fifth of the requests." };

    private readonly Option<Uri?> endpoint = Knob.Of<Uri?>(
        "--endpoint", "URL", $"Asks this OpenAI-compatible service instead, up to and with its version; key from {KeyVariable}. It costs real dollars.",
        "an http or https address, for example https://api.openai.com/v1", Address);

    private readonly Option<string?> model = new("--model") { HelpName = "M", Description = "The model of --endpoint, by its name in the price book." };

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
        HelpName = "P", DefaultValueFactory = _ => Normally.Policy,
        Description = $"Which bets to hold: {string.Join(", ", LivePolicies.All)} ({LivePolicies.Letters}).",
    };

    private readonly Option<decimal> dial = Knob.Of(
        "--dial", "A", "0 = cost first, 1 = latency first; 0 to 1.", "a number from 0 to 1", Normally.Dial, Knob.Between(0, 1));

    private readonly Option<decimal> valueOfTime = Knob.Of(
        "--value-of-time", "USD_PER_S", "What a second sooner is worth, in dollars; 0 to 1,000,000.",
        "a number of dollars per second from 0 to 1,000,000", Normally.ValueOfTime, Knob.Between(0, 1_000_000));

    private readonly Option<bool> json = new("--json") { Description = "One JSON object on stdout, numbers unrounded." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[seed, emails, faults, endpoint, model, record, ledger, prices, policy, dial, valueOfTime, json]) command.Add(option);
        command.Validators.Add(Check);
    }

    public DemoRequest Read(ParseResult parsed) => new()
    {
        Seed = parsed.GetValue(seed),
        Emails = parsed.GetValue(emails),
        Faults = parsed.GetValue(faults),
        Endpoint = parsed.GetValue(endpoint),
        Model = parsed.GetValue(model),
        Key = terminal.Variable(KeyVariable),
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
        given.OrDefault(emails, 0);
        if (PolicyErrors.OfLive(given.OrDefault(policy, Normally.Policy)!) is { } noPolicy) given.AddError(noPolicy);
        given.OrDefault(dial, 0);
        given.OrDefault(valueOfTime, 0);
        var (url, name) = (given.OrDefault(endpoint, null), given.OrDefault(model, null));
        if (given.GetResult(endpoint) is not null != given.GetResult(model) is not null) given.AddError("--endpoint and --model go together: give both, or neither.");
        if (given.GetResult(model) is not null && string.IsNullOrWhiteSpace(name)) given.AddError("--model must name a model.");
        if (url is not null && given.OrDefault(faults, false)) given.AddError("--faults are those of the demo's own service; leave out --endpoint.");
        FileNames.NotBlank(given, "--record", given.OrDefault(record, null));
        FileNames.NotBlank(given, "--ledger", given.OrDefault(ledger, null));
        FileNames.NotBlank(given, "--prices", given.OrDefault(prices, null));
        FileNames.NotOverwritten(given, "--ledger", given.OrDefault(ledger, null), given.OrDefault(prices, null));
    }

    private static bool Letters(string text, out int value) => Knob.Whole(text, out value) && value is >= 1 and <= 1000;

    private static bool Address(string text, out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value) && value.Scheme is "http" or "https" && value.Host.Length > 0;
}
