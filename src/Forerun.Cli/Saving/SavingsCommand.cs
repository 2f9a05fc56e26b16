using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Saving;

/// <summary><c>forerun savings</c>: seconds and dollars that bets have saved and wasted.</summary>
internal static class SavingsCommand
{
    public static Command Make(Terminal terminal)
    {
        var sheet = new SavingsSheet(terminal);
        var command = new Command("savings", "Says of a ledger what bets have saved and wasted, in seconds and dollars: what is realised apart from what is estimated.");
        sheet.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var request = sheet.Read(parsed);
            return Task.Run(() => SavingsJob.Run(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal,
            "forerun savings",
            "forerun savings --ledger ledger.db --by week",
            "forerun savings --ledger ledger.jsonl --by model --trace samples/plan.jsonl --json");
        return command;
    }
}
