namespace Forerun.Aiming;

/// <summary>
/// Moves the dial of a workflow's runs towards a target, one move for each run that has settled. All ours. A bound on dollars: the dial goes up while
/// less than nine tenths of it is spent and down while more, by smaller steps the more runs are seen, lest it swing; and while too much is spent no run
/// bets. A bound on time: Robbins and Monro's procedure (1951) for a quantile, which rests where the wanted share of runs is in time.
/// </summary>
internal static class Aim
{
    private const decimal Largest = 0.25m, Gain = 2;
    private const decimal Mark = 0.9m, Slack = 0.02m / (100 * 100);
    private const decimal Least = 0.05m;

    /// <summary>A run has settled: what is known then, and how the next one goes.</summary>
    /// <param name="state">What was known before.</param>
    /// <param name="waited">How long people waited; null: it did not get to its end.</param>
    /// <param name="without">USD that it would have cost without bets.</param>
    /// <param name="more">USD that bets cost more.</param>
    public static AimState Settled(AimState state, TimeSpan? waited, decimal without, decimal more)
    {
        var target = state.Target;
        var isLate = waited is { } took ? took > target.Within : (bool?)null;
        var next = state.With(isLate, without, more);
        return next with { Heading = target.ExtraPercent is { } percent ? Spending(next, percent / 100) : isLate is { } late ? Waiting(next, late) : state.Heading };
    }

    /// <summary>
    /// What little is spent above the bound is left to the dial, while it can still go down, and the more so the more runs say it: 2 points of a hundred. A bound of next to
    /// nothing would turn the dial from end to end: it is taken for 5 % there.
    /// </summary>
    private static Heading Spending(AimState state, decimal bound)
    {
        var off = Math.Clamp(((Mark * bound) - state.Share) / Math.Max(bound, Least), -1, 1);
        var step = Math.Min(Largest, Gain / state.Weight);
        return new(Turned(state, step * off), IsHeld: state.Share > bound + (state.Heading.Dial > 0 ? Slack * state.Weight * state.Weight : 0));
    }

    private static Heading Waiting(AimState state, bool isLate) =>
        new(Turned(state, Largest * (isLate ? state.Target.Quantile : state.Target.Quantile - 1)), IsHeld: false);

    private static decimal Turned(AimState state, decimal by) => Math.Round(Math.Clamp(state.Heading.Dial + by, 0, 1), 12);
}
