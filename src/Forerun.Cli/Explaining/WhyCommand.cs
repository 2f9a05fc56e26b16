using System.CommandLine;
using Forerun.Cli.Accounting;
using Forerun.Cli.Output;
using Forerun.Storage;

namespace Forerun.Cli.Explaining;

/// <summary>What the command line asked to be explained.</summary>
internal sealed record WhyRequest(string Run, string? Step, string File, string? Session, bool Json);

/// <summary><c>forerun why</c>: what a run bet on, what not, and why.</summary>
internal static class WhyCommand
{
    public static Command Make(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "The run." };
        var step = new Argument<string?>("STEP") { Arity = ArgumentArity.ZeroOrOne, Description = "One step of it. Default: all." };
        var file = LedgerSheet.FileArgument();
        var session = LedgerSheet.SessionOption();
        var json = new Option<bool>("--json") { Description = "One JSON object on stdout, numbers unrounded." };
        var command = new Command("why", "Tells in words what a run bet on, what not, and why, from its ledger alone.") { run, step, file, session, json };
        command.Validators.Add(given =>
        {
            if (given.GetResult(run) is { Tokens: [var named] } && string.IsNullOrWhiteSpace(named.Value)) given.AddError("RUN must name a run.");
            FileNames.NotBlank(given, "FILE", given.GetResult(file) is { Tokens: [var token] } ? token.Value : null);
            given.OrDefault(session, null);
        });
        command.SetAction((parsed, cancellation) =>
        {
            var (one, other) = Apart(parsed.GetValue(step), parsed.GetValue(file));
            var request = new WhyRequest(
                parsed.GetRequiredValue(run), one, other ?? UserData.Ledger(terminal.UserFolder), parsed.GetValue(session), parsed.GetValue(json));
            return Task.Run(() => WhyJob.Run(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal,
            "forerun why plan-1 ledger.db",
            "forerun why plan-1 3 ledger.jsonl --json");
        return command;
    }

    /// <summary>A run is often asked for without a step: what is the name of a file is the file.</summary>
    private static (string? Step, string? File) Apart(string? step, string? file) =>
        file is null && step is not null && (File.Exists(step) || Path.GetExtension(step) is ".jsonl" or ".db") ? (null, step) : (step, file);
}
