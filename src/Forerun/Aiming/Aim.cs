namespace Forerun.Aiming;

/// <summary>
/// Moves the dial of a workflow's runs towards a target, one move for each run that has settled. All ours. It sums over the newest runs, each weighing 1 %
/// less than the next. A bound on dollars: the dial goes up while less is spent and down while more, and while more is spent no run bets. After a hundred
/// runs the steps are smaller, lest it swing, it makes for nine tenths of the bound, and what little is spent above the bound is left to the dial. A bound on time:
/// Robbins and Monro's procedure (1951) for a quantile, which rests where the wanted share of runs is in time.
/// </summary>
internal sealed class Aim(Target target, decimal from)
{
    private const decimal Weight = 0.99m;
    private const decimal Step = 0.25m, LaterStep = 0.02m;
    private const decimal Slack = 0.02m, Mark = 0.9m;
    private const int Few = 100;
    private const decimal Least = 0.05m;

    private readonly Lock gate = new();
    private Heading heading = new(from, IsHeld: false);
    private decimal real, extra, late, timed;
    private int settled;

    /// <summary>What it steers to.</summary>
    public Target Target => target;

    /// <summary>Where the next run goes.</summary>
    public Heading Heading
    {
        get { lock (gate) return heading; }
    }

    /// <summary>An aim that has seen the same and goes on by itself.</summary>
    public Aim Copy()
    {
        lock (gate) return new Aim(target, from) { heading = heading, real = real, extra = extra, late = late, timed = timed, settled = settled };
    }

    /// <summary>A run has settled.</summary>
    /// <param name="waited">How long people waited; null: it did not get to its end.</param>
    /// <param name="without">USD that it would have cost without bets.</param>
    /// <param name="more">USD that bets cost more.</param>
    /// <returns>The move; null: the next run goes as this one's successors would have.</returns>
    public AimMove? Settled(TimeSpan? waited, decimal without, decimal more)
    {
        lock (gate)
        {
            settled++;
            (real, extra) = (Sum(real, without), Sum(extra, more));
            if (waited is { } time) (late, timed) = (Sum(late, time > target.Within ? 1 : 0), Sum(timed, 1));
            var before = heading;
            heading = target.ExtraPercent is { } percent ? Spending(percent / 100) : waited is { } took ? Waiting(took > target.Within) : heading;
            return heading == before ? null : new AimMove(before, heading, Round(100 * Share), target.ExtraPercent ?? 100 * (1 - target.Quantile));
        }
    }

    /// <summary>What was seen of what is bound: dollars more, or runs that were late, as a share.</summary>
    private decimal Share => target.ExtraPercent is null ? timed > 0 ? late / timed : 0 : real > 0 ? extra / real : 0;

    private Heading Spending(decimal bound)
    {
        var (aim, slack, step) = settled <= Few ? (bound, 0, Step) : (Mark * bound, Slack, LaterStep);
        var off = Math.Clamp((aim - Share) / Math.Max(bound, Least), -1, 1);
        return new Heading(Turned(step * off), Share > (heading.Dial > 0 ? bound + slack : bound));
    }

    private Heading Waiting(bool isLate) => new(Turned(Step * (isLate ? target.Quantile : target.Quantile - 1)), IsHeld: false);

    private decimal Turned(decimal by) => Round(Math.Clamp(heading.Dial + by, 0, 1));

    private static decimal Sum(decimal sum, decimal next) => Math.Round((Weight * sum) + next, 18);

    private static decimal Round(decimal value) => Math.Round(value, 12);
}

/// <summary>How the next run goes.</summary>
/// <param name="Dial">Its dial.</param>
/// <param name="IsHeld">Whether it bets on nothing, since too much is spent.</param>
public readonly record struct Heading(decimal Dial, bool IsHeld);

/// <summary>A move of a dial, and the numbers that asked for it.</summary>
/// <param name="From">How runs went.</param>
/// <param name="To">How the next goes.</param>
/// <param name="SeenPercent">Dollars more, or runs that were late, in percent, over the newest runs.</param>
/// <param name="BoundPercent">What it should be at most.</param>
internal sealed record AimMove(Heading From, Heading To, decimal SeenPercent, decimal BoundPercent);
