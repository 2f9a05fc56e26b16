using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Validating;

/// <summary><c>forerun validate</c>: whether this build decides, learns and charges as the published method says.</summary>
internal static class ValidateCommand
{
    public static Command Make(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "Prints one JSON object instead of a table." };
        var command = new Command(
            "validate", "Makes the checks of the published synthetic suite (arXiv 2606.07846, appendix D) with the code that decides, learns and charges.");
        command.Add(json);
        command.SetAction((parsed, cancellation) =>
        {
            var wantsJson = parsed.GetValue(json);
            return Task.Run(() => ValidateJob.Run(wantsJson, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(command, terminal, "forerun validate", "forerun validate --json");
        return command;
    }
}
