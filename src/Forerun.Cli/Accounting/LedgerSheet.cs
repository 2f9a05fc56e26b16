using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Forerun.Cli.Output;
using Forerun.Ledgers;
using Forerun.Storage;

namespace Forerun.Cli.Accounting;

/// <summary>The options of <c>forerun ledger</c>.</summary>
internal sealed class LedgerSheet(Terminal terminal)
{
    private readonly Argument<string?> file = FileArgument();
    private readonly Option<string?> run = Only("--run", "R", "Only this run.");
    private readonly Option<string?> operation = Only("--operation", "O", "Only attempts of this operation.");
    private readonly Option<string?> model = Only("--model", "M", "Only attempts of this model.");
    private readonly Option<string?> tenant = Only("--tenant", "T", "Only runs of this tenant.");
    private readonly Option<string?> workflow = Only("--workflow", "W", "Only runs of this workflow.");
    private readonly Option<string?> conversation = Only("--conversation", "C", "Only runs of this conversation.");

    private readonly Option<Outcome?> outcome = Knob.Of<Outcome?>(
        "--outcome", "hit|miss|cancelled", "Only bets that ended so.", "hit, miss or cancelled", TryOutcome);

    private readonly Option<Grouping> by = Knob.Of(
        "--by", "WHAT", $"What the sums are split by: {Groupings.Names}.", $"one of {Groupings.Names}", Grouping.Operation, Groupings.TryRead);

    private readonly Option<string?> session = SessionOption();
    private readonly Option<bool> json = new("--json") { Description = "One JSON object on stdout, numbers unrounded." };

    /// <summary>The ledger to read, also of other commands.</summary>
    public static Argument<string?> FileArgument() => new("FILE")
    {
        Arity = ArgumentArity.ZeroOrOne, Description = "The ledger, SQLite or JSON lines. Default: the one in your data folder.",
    };

    /// <summary>The session to read, also of other commands.</summary>
    public static Option<string?> SessionOption() => Knob.Of<string?>(
        "--session", "N|all", "Only this session of a SQLite ledger, or all. Default: the newest; if that was live, all live ones.",
        "a number from 1, or all", TrySession);

    public void AddTo(Command command)
    {
        command.Add(file);
        foreach (var option in (Option[])[run, operation, model, tenant, workflow, conversation, outcome, by, session, json]) command.Add(option);
        command.Validators.Add(Check);
    }

    public LedgerRequest Read(ParseResult parsed) => new(
        parsed.GetValue(file) ?? UserData.Ledger(terminal.UserFolder),
        new Filter
        {
            Run = parsed.GetValue(run),
            Operation = parsed.GetValue(operation),
            Model = parsed.GetValue(model),
            Tenant = parsed.GetValue(tenant),
            Workflow = parsed.GetValue(workflow),
            Conversation = parsed.GetValue(conversation),
            Outcome = parsed.GetValue(outcome),
        },
        parsed.GetValue(by), parsed.GetValue(session), parsed.GetValue(json));

    private void Check(CommandResult given)
    {
        FileNames.NotBlank(given, "FILE", given.GetResult(file) is { Tokens: [var token] } ? token.Value : null);
        given.OrDefault(outcome, null);
        given.OrDefault(by, default);
        given.OrDefault(session, null);
    }

    private static Option<string?> Only(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    private static bool TryOutcome(string text, out Outcome? outcome)
    {
        outcome = text switch { "hit" => Outcome.Hit, "miss" => Outcome.Miss, "cancelled" => Outcome.Cancelled, _ => null };
        return outcome is not null;
    }

    private static bool TrySession(string text, out string? session)
    {
        session = text == Scope.Every ? text : null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return session is not null;
        session = number.ToString(CultureInfo.InvariantCulture);
        return true;
    }
}
