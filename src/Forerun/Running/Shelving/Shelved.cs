using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running.Shelving;

/// <summary>A result that a run has paid for and not used, for a later run that asks for the same. Plain data: it is part of a journal.</summary>
/// <param name="Key">What it is the result of.</param>
/// <param name="Output">The result.</param>
/// <param name="EndedAt">When its call ended, by the wall clock.</param>
/// <param name="PaidBy">The run that was charged for it.</param>
/// <param name="PaidAttempt">The attempt's number in that run.</param>
/// <param name="Paid">USD that run was charged; null: no price known.</param>
public sealed record Shelved(Key Key, Value Output, DateTimeOffset EndedAt, string PaidBy, int PaidAttempt, Usd? Paid)
{
    /// <summary>How far it reaches. Never <see cref="Reach.Run"/>.</summary>
    public required Reach Reach { get; init; }

    /// <summary>How long it holds if it <see cref="GoesStale"/>.</summary>
    public required TimeSpan FreshFor { get; init; }

    /// <summary>Whether age and effects make it stale.</summary>
    public required bool GoesStale { get; init; }

    /// <summary>
    /// Whether it serves any number of runs, its operation being deterministic. What is a sample serves once: no two requests are ever
    /// answered with the same one.
    /// </summary>
    public required bool ServesMany { get; init; }

    /// <summary>Whether it is too old to be used.</summary>
    public bool IsTooOldAt(DateTimeOffset now) => GoesStale && now - EndedAt > FreshFor;

    /// <summary>
    /// What is left of an attempt that finished and that nobody asked for; null if it stays in its run. A call whose key holds no input
    /// stays: what tells it apart from that of another run is not in its key.
    /// </summary>
    internal static Shelved? Of(Attempt attempt, string run, DateTimeOffset began)
    {
        var operation = attempt.Call.Operation;
        if (attempt is not { State: AttemptState.Finished, IsAuthoritative: false, Output: { } output }) return null;
        if (operation is not { Effect: Effect.None, Reach: not Reach.Run } || attempt.Call.Key.Input == default) return null;
        return new Shelved(attempt.Call.Key, output, began + attempt.EndedAt, run, attempt.Id, attempt.Cost)
        {
            Reach = operation.Reach, FreshFor = operation.FreshFor, GoesStale = operation.GoesStale, ServesMany = operation.Deterministic,
        };
    }
}
