using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo;

/// <summary>The options of <c>forerun demo</c>.</summary>
internal sealed class DemoSheet(Terminal terminal)
{
    /// <summary>The variable that holds the key of <c>--endpoint</c>.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    private static readonly DemoRequest Normally = new();

    private readonly CommonSheet common = new(Normally, "letters, customers");

    private readonly Option<int> emails = Knob.Of(
        "--emails", "N", "How many letters are answered in each pass; 1 to 1,000.", "a whole number from 1 to 1,000", Normally.Emails, Letters);

    private readonly Option<bool> faults = new("--faults") { Description = "Every fault of a model service, by the seed, on a fifth of the requests." };

    private readonly Option<Uri?> endpoint = Knob.Of<Uri?>(
        "--endpoint", "URL", $"Asks this OpenAI-compatible service instead, up to and with its version; key from {KeyVariable}. It costs real dollars.",
        "an http or https address, for example https://api.openai.com/v1", Address);

    private readonly Option<string?> model = new("--model") { HelpName = "M", Description = "The model of --endpoint, by its name in the price book." };

    public void AddTo(Command command)
    {
        common.AddTo(command, emails, faults, endpoint, model);
        command.Validators.Add(Check);
    }

    public DemoRequest Read(ParseResult parsed) => common.Read(parsed, new DemoRequest
    {
        Emails = parsed.GetValue(emails),
        Faults = parsed.GetValue(faults),
        Endpoint = parsed.GetValue(endpoint),
        Model = parsed.GetValue(model),
        Key = terminal.Variable(KeyVariable),
    });

    private void Check(CommandResult given)
    {
        given.OrDefault(emails, 0);
        var (url, name) = (given.OrDefault(endpoint, null), given.OrDefault(model, null));
        if (given.GetResult(endpoint) is not null != given.GetResult(model) is not null) given.AddError("--endpoint and --model go together: give both, or neither.");
        if (given.GetResult(model) is not null && string.IsNullOrWhiteSpace(name)) given.AddError("--model must name a model.");
        if (url is not null && given.OrDefault(faults, false)) given.AddError("--faults are those of the demo's own service; leave out --endpoint.");
    }

    private static bool Letters(string text, out int value) => Knob.Whole(text, out value) && value is >= 1 and <= 1000;

    private static bool Address(string text, out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value) && value.Scheme is "http" or "https" && value.Host.Length > 0;
}
