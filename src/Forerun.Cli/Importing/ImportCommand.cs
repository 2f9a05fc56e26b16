using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Output;

namespace Forerun.Cli.Importing;

/// <summary><c>forerun import</c>: spans that other tools recorded, as a trace.</summary>
internal static class ImportCommand
{
    public static Command Make(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "An OTLP/JSON export of GenAI spans: one document, or one export request a line." };
        var trace = new Option<string?>("--out")
        {
            HelpName = "TRACE", Description = "Where to write the runs; overwritten if it exists. Default: stdout.",
        };
        var json = new Option<bool>("--json") { Description = "Says as one JSON object on stdout what was read; without --out the runs are not written." };
        var command = new Command("import", "Makes a trace of the spans that OpenTelemetry recorded of models and tools.") { file, trace, json };
        command.Validators.Add(given => Check(given, file, trace));
        command.SetAction((parsed, cancellation) =>
        {
            var request = new ImportRequest(parsed.GetRequiredValue(file), parsed.GetValue(trace), parsed.GetValue(json));
            return Task.Run(() => ImportJob.Run(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal, "forerun import spans.json --out trace.jsonl", "forerun import spans.jsonl --json");
        return command;
    }

    private static void Check(CommandResult given, Argument<string> file, Option<string?> trace)
    {
        var read = given.GetResult(file) is { Tokens: [var token] } ? token.Value : null;
        var written = given.OrDefault(trace, null);
        FileNames.NotBlank(given, "FILE", read);
        FileNames.NotBlank(given, "--out", written);
        FileNames.NotOverwritten(given, "--out", written, read);
    }
}
