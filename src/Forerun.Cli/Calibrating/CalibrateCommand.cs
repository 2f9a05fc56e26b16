using System.CommandLine;
using Forerun.Calibrating;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Policies;
using Forerun.Storage;

namespace Forerun.Cli.Calibrating;

/// <summary><c>forerun calibrate</c>: how far each edge is trusted, and how to move one.</summary>
internal static class CalibrateCommand
{
    private static readonly Gates Gates = new();

    public static Command Make(Terminal terminal)
    {
        var command = new Command("calibrate", "Shows how far each edge is trusted, and moves edges from stage to stage; every move goes to the ledger.");
        command.Add(Status(terminal));
        command.Add(Replay(terminal));
        command.Add(Hand(terminal, "promote", "Moves an edge one stage up: offline, shadow, canary 1 %, 5 %, 25 %, online.", Promoted));
        command.Add(Hand(terminal, "demote", "Moves an edge one stage down.", stand => stand.Stage == Stage.Killed ? null : Gate.Below(stand, Gates)));
        command.Add(Hand(terminal, "kill", "Switches an edge off: no bets, and no guess is bought for it, until it is armed again.", _ => new Stand(Stage.Killed, 0)));
        command.Add(Hand(terminal, "rearm", "Lets an edge that was killed go back to shadow, the only way up again.", stand => stand.Stage == Stage.Killed ? new Stand(Stage.Shadow, 0) : null));
        Help.AddExamples(command, terminal, "forerun calibrate status", "forerun calibrate kill auto-reply \"classify->draft\"");
        return command;
    }

    private static Stand? Promoted(Stand stand) => stand.Stage is Stage.Online or Stage.Killed ? null : Gate.Above(stand, Gates);

    private static Command Status(Terminal terminal)
    {
        var (learned, json) = (Learned(), Json());
        var command = new Command("status", "Shows where every edge stands, and on what grounds.") { learned, json };
        command.SetAction(parsed => CalibrateJob.Status(parsed.GetValue(learned) ?? UserData.Learned(terminal.UserFolder), parsed.GetValue(json), terminal));
        Help.AddExamples(command, terminal, "forerun calibrate status", "forerun calibrate status --learned learned.db --json");
        return command;
    }

    private static Command Replay(Terminal terminal)
    {
        var (learned, ledger) = (Learned(), Ledger());
        var sheet = new PassSheet("Accepted for scripts that pass it everywhere; a replay draws nothing so far.") { Learns = false };
        var policy = new Option<string>("--policy", "-p")
        {
            HelpName = "P", DefaultValueFactory = _ => "forerun", Description = $"Whose guesses are to be judged: that of your runs. {string.Join(", ", LivePolicies.All)} ({LivePolicies.Letters}). Default: that of fit.",
        };
        var command = new Command("replay", "The first gate: replays recorded runs, starting nothing on a guess, lets edges that pass go on to shadow, and measures the front of dials that targets begin on.");
        sheet.AddTo(command, [policy], [learned, ledger]);
        command.Validators.Add(given =>
        {
            sheet.Check(given);
            if (given.OrDefault(policy, null) is { } name && PolicyErrors.OfLive(name) is { } error) given.AddError(error);
            sheet.CheckWritten(given, "--learned", given.OrDefault(learned, null));
            sheet.CheckWritten(given, "--ledger", given.OrDefault(ledger, null));
        });
        command.SetAction((parsed, cancellation) =>
        {
            var files = FilesOf(parsed.GetValue(learned), parsed.GetValue(ledger), terminal);
            var (pass, under) = (sheet.Read(parsed), parsed.GetRequiredValue(policy));
            return Task.Run(() => OfflineJob.Run(pass, under, files, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal, "forerun calibrate replay router.jsonl", "forerun calibrate replay router.jsonl --learned learned.db --ledger ledger.db",
            "forerun calibrate replay router.jsonl --policy cost-aware --dial 0.5 --value-of-time 0.003 --json");
        return command;
    }

    private static Command Hand(Terminal terminal, string name, string description, Func<Stand, Stand?> to)
    {
        var workflow = new Argument<string>("WORKFLOW") { Description = "The workflow." };
        var edge = new Argument<string>("EDGE") { Description = "The edge as status shows it, in quotes: \"classify->draft\"." };
        var (learned, ledger, json) = (Learned(), Ledger(), Json());
        var command = new Command(name, description) { workflow, edge, learned, ledger, json };
        command.SetAction(parsed => CalibrateJob.Move(
            new HandMove(name, parsed.GetRequiredValue(workflow), parsed.GetRequiredValue(edge), to),
            FilesOf(parsed.GetValue(learned), parsed.GetValue(ledger), terminal), parsed.GetValue(json), terminal));
        Help.AddExamples(command, terminal, $"forerun calibrate {name} auto-reply \"classify->draft\"");
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "One JSON object on stdout, numbers unrounded." };

    private static CalibrationFiles FilesOf(string? learned, string? ledger, Terminal terminal) =>
        new(learned ?? UserData.Learned(terminal.UserFolder), ledger ?? UserData.Ledger(terminal.UserFolder));

    private static Option<string?> Learned() => new("--learned")
    {
        HelpName = "FILE", Description = "What runs have learned, in SQLite. Default: the one in your data folder.",
    };

    private static Option<string?> Ledger()
    {
        var option = new Option<string?>("--ledger")
        {
            HelpName = "FILE", Description = "The SQLite ledger that moves are added to. Default: the one in your data folder.",
        };
        option.Validators.Add(given =>
        {
            if (given.GetValue(option) is { } file && Path.GetExtension(file) == ".jsonl")
                given.AddError($"--ledger takes a SQLite ledger, since moves are added behind what is there; '{file}' would be replaced.");
        });
        return option;
    }
}
