using Forerun.Effects;

namespace Forerun.Workflows;

/// <summary>What may go on with what is merely equivalent, and what must not: nothing with an effect, however far down.</summary>
internal static class Lossy
{
    /// <summary>Calls that take something equivalent, or whose input comes from one that does.</summary>
    /// <param name="plan">All calls, upstream before downstream.</param>
    public static HashSet<string> Of(IEnumerable<PlannedCall> plan)
    {
        HashSet<string> lossy = [];
        foreach (var call in plan)
            if (call.After.Any(d => d.Equivalence is not null || (!d.IsOrder && lossy.Contains(d.Reading.Slot)))) lossy.Add(call.Slot);
        return lossy;
    }

    /// <summary>An error for each call that has an effect and is lossy.</summary>
    /// <param name="plan">All calls, upstream before downstream.</param>
    public static IEnumerable<string> Errors(IReadOnlyList<PlannedCall> plan)
    {
        var lossy = Of(plan);
        foreach (var call in plan)
            if (call.Operation.Effect != Effect.None && lossy.Contains(call.Slot))
                yield return
                    $"'{call.Slot}' has an effect ({call.Operation.Effect}), and {Why(call)}: an effect may follow from exact values only; "
                    + "take EquivalentBy or ConfirmedBy away there, or declare that it has none.";
    }

    private static string Why(PlannedCall call) => call.After.FirstOrDefault(d => d.Equivalence is not null) is { } own
        ? $"takes what is merely equivalent to '{own.Reading.Slot}'"
        : "follows from what is merely equivalent further up";
}
