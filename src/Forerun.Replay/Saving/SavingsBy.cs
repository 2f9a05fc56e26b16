using System.Globalization;
using Forerun.Ledgers;

namespace Forerun.Replay.Saving;

/// <summary>What savings are split by.</summary>
public enum SavingsBy
{
    /// <summary>The workflow.</summary>
    Workflow,

    /// <summary>The model of each call; the seconds of a run are shared among its models by the head starts of their calls.</summary>
    Model,

    /// <summary>Whose data it was.</summary>
    Tenant,

    /// <summary>The week in which a run began, as ISO 8601 has it, in UTC.</summary>
    Week,
}

/// <summary>The group that a run is in.</summary>
internal static class SavingsKeys
{
    /// <summary>Null where it has none.</summary>
    public static string? Of(this SavingsBy by, RunRow run, DateTimeOffset? session) => by switch
    {
        SavingsBy.Workflow => run.Tags.Workflow,
        SavingsBy.Tenant => run.Tags.Tenant,
        _ => (run.Began ?? session) is { } began ? Week(began.UtcDateTime) : null,
    };

    private static string Week(DateTime day) =>
        string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}");
}
