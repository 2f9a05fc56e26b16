namespace Forerun.Aiming;

/// <summary>All that is known of a workflow's way to its target, to be kept. Sums are over the newest runs: each weighs 1 % less than the one after it.</summary>
/// <param name="Workflow">Whose runs.</param>
/// <param name="Target">What they are steered to.</param>
/// <param name="Heading">How the next run goes.</param>
public sealed record AimState(string Workflow, Target Target, Heading Heading)
{
    private const decimal Fading = 0.99m;
    private const int Faded = 5_000;

    /// <summary>Runs that have settled. Of two that were kept, the one of more runs is the newer.</summary>
    public int Runs { get; init; }

    /// <summary>The weight of these runs together: at most 100.</summary>
    public decimal Weight { get; init; }

    /// <summary>USD that they would have cost without bets.</summary>
    public decimal Real { get; init; }

    /// <summary>USD that bets cost more.</summary>
    public decimal Extra { get; init; }

    /// <summary>The weight of those that got to their end.</summary>
    public decimal Timed { get; init; }

    /// <summary>Of these, those that took longer than a target of time allows.</summary>
    public decimal Late { get; init; }

    /// <summary>What was seen of what is bound: dollars more than without bets, or runs that were late, in percent.</summary>
    public decimal SeenPercent => Math.Round(100 * Share, 12);

    /// <summary>What that should be at most.</summary>
    public decimal BoundPercent => Target.ExtraPercent ?? 100 * (1 - Target.Quantile);

    /// <summary>The same as a share.</summary>
    internal decimal Share => Target.ExtraPercent is null ? Timed > 0 ? Late / Timed : 0 : Real > 0 ? Extra / Real : 0;

    /// <summary>With one more run; the heading stays.</summary>
    internal AimState With(bool? isLate, decimal real, decimal extra) => this with
    {
        Runs = Runs + 1, Weight = Sum(Weight, 1, 1), Real = Sum(Real, real, 1), Extra = Sum(Extra, extra, 1),
        Timed = isLate is null ? Timed : Sum(Timed, 1, 1), Late = isLate is { } late ? Sum(Late, late ? 1 : 0, 1) : Late,
    };

    /// <summary>What somebody else's runs have come to, with those behind them by which this one is ahead of where both began.</summary>
    /// <param name="last">Where both began; null: from nothing.</param>
    /// <param name="others">What others have come to since; one of another target is no part of it.</param>
    public AimState After(AimState? last, AimState? others)
    {
        if (others is null || others == last || others.Target != Target) return this;
        last = last?.Target == Target ? last : new AimState(Workflow, Target, Heading);
        var runs = Math.Max(0, Runs - last.Runs);
        return others with
        {
            Heading = Runs > last.Runs ? new(Math.Clamp(others.Heading.Dial + Heading.Dial - last.Heading.Dial, 0, 1), Heading.IsHeld) : others.Heading,
            Runs = others.Runs + runs,
            Weight = Behind(s => s.Weight), Real = Behind(s => s.Real), Extra = Behind(s => s.Extra), Timed = Behind(s => s.Timed), Late = Behind(s => s.Late),
        };

        decimal Behind(Func<AimState, decimal> of) => Math.Max(0, Sum(of(others) - of(last), of(this), runs));
    }

    private static decimal Sum(decimal sum, decimal next, int runs)
    {
        for (var i = 0; i < Math.Min(runs, Faded); i++) sum = Math.Round(Fading * sum, 18);
        return sum + next;
    }
}
