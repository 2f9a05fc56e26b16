using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo.Support;

/// <summary>The options of <c>forerun demo support</c>.</summary>
internal sealed class SupportSheet(Terminal terminal)
{
    private static readonly SupportRequest Normally = new();

    private readonly CommonSheet common = new(Normally, "people, orders");

    private readonly Option<int> conversations = Knob.Of(
        "--conversations", "N", "How many conversations are held in each pass; 1 to 100.", "a whole number from 1 to 100", Normally.Conversations, Few);

    private readonly EndpointSheet elsewhere = new(terminal);

    public void AddTo(Command command)
    {
        common.AddTo(command, [conversations, .. elsewhere.All]);
        command.Validators.Add(Check);
    }

    public SupportRequest Read(ParseResult parsed) =>
        (SupportRequest)common.Read(parsed, elsewhere.Read(parsed, new SupportRequest { Conversations = parsed.GetValue(conversations) }));

    private void Check(CommandResult given)
    {
        given.OrDefault(conversations, 0);
        elsewhere.Check(given);
    }

    private static bool Few(string text, out int value) => Knob.Whole(text, out value) && value is >= 1 and <= 100;
}
