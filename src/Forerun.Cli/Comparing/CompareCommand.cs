using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Comparing;

/// <summary><c>forerun compare</c>: every policy on the same recorded runs, in seconds and dollars.</summary>
internal static class CompareCommand
{
    public static Command Make(Terminal terminal)
    {
        var sheet = new CompareSheet();
        var command = new Command(
            "compare", "Replays recorded runs under every policy and sets them side by side: which would have paid, and how near it is to the limit.");
        sheet.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var request = sheet.Read(parsed);
            return Task.Run(() => CompareJob.Run(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal,
            "forerun compare samples/plan.jsonl",
            "forerun compare samples/plan.jsonl --html compare.html",
            "forerun compare samples/plan.jsonl --policies forerun,cost-aware --value-of-time 0.003 --dial-sweep --json");
        return command;
    }
}
