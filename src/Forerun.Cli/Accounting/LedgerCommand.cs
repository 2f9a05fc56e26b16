using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Accounting;

/// <summary><c>forerun ledger</c>: what runs have cost, summed and split.</summary>
internal static class LedgerCommand
{
    public static Command Make(Terminal terminal)
    {
        var sheet = new LedgerSheet(terminal);
        var command = new Command("ledger", "Sums a ledger: attempts, tokens, dollars and what came of the bets, split and filtered as you like.");
        sheet.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var request = sheet.Read(parsed);
            return Task.Run(() => LedgerJob.Run(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal,
            "forerun ledger",
            "forerun ledger ledger.db --by run",
            "forerun ledger ledger.jsonl --outcome miss --by model --json");
        return command;
    }
}
