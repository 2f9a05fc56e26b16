using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Policies;
using Forerun.Replay;

namespace Forerun.Cli.Replaying;

/// <summary>The options of <c>forerun replay</c>.</summary>
internal sealed class ReplaySheet
{
    private readonly PassSheet pass = new("Accepted for scripts that pass it everywhere; a replay draws nothing so far.");

    private readonly Option<string> policy = new("--policy", "-p")
    {
        HelpName = "P", DefaultValueFactory = _ => "cost-aware",
        Description = $"Which bets to hold: {string.Join(", ", PolicyNames.All)} ({LivePolicies.Letters}).",
    };

    private readonly Option<string?> ledger = new("--ledger")
    {
        HelpName = "FILE",
        Description = "Writes every decision and every dollar there: as JSON lines if it ends in .jsonl, replaced when the replay is done, else to SQLite, behind what is there.",
    };

    public void AddTo(Command command)
    {
        pass.AddTo(command, [policy], [ledger]);
        command.Validators.Add(Check);
    }

    public ReplayRequest Read(ParseResult parsed) =>
        new(pass.Read(parsed)) { Policy = parsed.GetRequiredValue(policy), Ledger = parsed.GetValue(ledger) };

    private void Check(CommandResult given)
    {
        PolicyErrors.Add(given, given.OrDefault(policy, null) is { } name ? [name] : []);
        pass.Check(given);
        pass.CheckWritten(given, "--ledger", given.OrDefault(ledger, null));
    }
}
