using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Replaying;

/// <summary><c>forerun replay</c>: what a policy would have saved on recorded runs, and what it would have cost.</summary>
internal static class ReplayCommand
{
    public static Command Make(Terminal terminal)
    {
        var sheet = new ReplaySheet();
        var command = new Command(
            "replay", "Replays recorded runs in virtual time under a policy: seconds, dollars and whether its bets paid.");
        sheet.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var request = sheet.Read(parsed);
            return Task.Run(() => ReplayJob.Run(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal,
            "forerun replay samples/plan.jsonl --policy cost-aware",
            "forerun replay samples/plan.jsonl --policy fixed-depth:2 --value-of-time 0.003 --json",
            "forerun replay samples/plan.jsonl --policy cost-aware --dial 0.5 --ledger ledger.jsonl");
        return command;
    }
}
