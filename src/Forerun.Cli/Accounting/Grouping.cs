using System.Globalization;
using Forerun.Ledgers;

namespace Forerun.Cli.Accounting;

/// <summary>What the sums are split by.</summary>
internal enum Grouping
{
    Operation,
    Run,
    Attempt,
    Model,
    Tenant,
    Workflow,
    Conversation,
    Policy,
    Outcome,
    Session,
}

/// <summary>The words for groupings.</summary>
internal static class Groupings
{
    public static string Names => string.Join(", ", Enum.GetValues<Grouping>().Select(Name));

    public static string Name(this Grouping by) => by.ToString().ToLowerInvariant();

    public static bool TryRead(string text, out Grouping by)
    {
        by = Enum.GetValues<Grouping>().FirstOrDefault(g => g.Name() == text, (Grouping)(-1));
        return Enum.IsDefined(by);
    }

    /// <summary>What an attempt is under; null where it has none.</summary>
    public static string? Key(this Grouping by, long? session, AttemptRow attempt, Outcome? outcome) => by switch
    {
        Grouping.Operation => attempt.Operation,
        Grouping.Run => attempt.Tags.Run,
        Grouping.Attempt => $"{attempt.Tags.Run} #{attempt.Attempt} {attempt.Slot}",
        Grouping.Model => attempt.Model,
        Grouping.Tenant => attempt.Tags.Tenant,
        Grouping.Workflow => attempt.Tags.Workflow,
        Grouping.Conversation => attempt.Tags.Conversation,
        Grouping.Policy => attempt.Tags.Policy,
        Grouping.Outcome => outcome?.ToString().ToLowerInvariant(),
        _ => session?.ToString(CultureInfo.InvariantCulture),
    };
}
