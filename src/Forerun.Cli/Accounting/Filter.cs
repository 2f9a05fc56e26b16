using Forerun.Ledgers;

namespace Forerun.Cli.Accounting;

/// <summary>Which attempts are summed: those that are all that was asked for.</summary>
internal sealed record Filter
{
    public string? Run { get; init; }
    public string? Operation { get; init; }
    public string? Model { get; init; }
    public string? Tenant { get; init; }
    public string? Workflow { get; init; }
    public string? Conversation { get; init; }
    public Outcome? Outcome { get; init; }

    public bool Takes(AttemptRow attempt, Outcome? outcome) =>
        Is(Run, attempt.Tags.Run) && Is(Operation, attempt.Operation) && Is(Model, attempt.Model) && Is(Tenant, attempt.Tags.Tenant)
        && Is(Workflow, attempt.Tags.Workflow) && Is(Conversation, attempt.Tags.Conversation) && (Outcome is null || Outcome == outcome);

    private static bool Is(string? wanted, string? given) => wanted is null || wanted == given;
}
