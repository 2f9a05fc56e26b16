using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo;

/// <summary>The options of <c>forerun demo</c>.</summary>
internal sealed class DemoSheet(Terminal terminal)
{
    private static readonly DemoRequest Normally = new();

    private readonly CommonSheet common = new(Normally, "letters, customers");

    private readonly Option<int> emails = Knob.Of(
        "--emails", "N", "How many letters are answered in each pass; 1 to 1,000.", "a whole number from 1 to 1,000", Normally.Emails, Letters);

    private readonly Option<bool> faults = new("--faults") { Description = "Every fault of a model service, by the seed, on a fifth of the requests." };

    private readonly EndpointSheet elsewhere = new(terminal);

    public void AddTo(Command command)
    {
        common.AddTo(command, [emails, faults, .. elsewhere.All]);
        command.Validators.Add(Check);
    }

    public DemoRequest Read(ParseResult parsed) => common.Read(parsed, elsewhere.Read(parsed, new DemoRequest
    {
        Emails = parsed.GetValue(emails),
        Faults = parsed.GetValue(faults),
    }));

    private void Check(CommandResult given)
    {
        given.OrDefault(emails, 0);
        elsewhere.Check(given);
        if (elsewhere.IsGiven(given) && given.OrDefault(faults, false)) given.AddError("--faults are those of the demo's own service; leave out --endpoint.");
    }

    private static bool Letters(string text, out int value) => Knob.Whole(text, out value) && value is >= 1 and <= 1000;
}
