using Forerun.Pricing;

namespace Forerun.Deciding;

/// <summary>
/// What learning and being wrong may cost a run: 1 % of what its real path has cost so far, what bets have won, and the one miss that
/// shows that a predictor is wrong. A predictor that is always wrong wins nothing, so it costs a run the allowance plus one miss (law 4).
/// </summary>
public sealed class Allowance(Purse purse)
{
    private const decimal Share = 0.01m;
    private const decimal Worthy = 0.2m;
    private readonly Usd brought = purse.Spare;
    private readonly decimal worthyOfMiss = Worthy * purse.BestReturn;
    private Usd real, lost, won, atRisk, dearest;
    private decimal bestReturn;

    /// <summary>What is left, in USD; negative when a miss has cost more than the allowance.</summary>
    public Usd Left => (Share * real) + won + brought - lost - atRisk;

    /// <summary>
    /// Whether a bet that would lose <paramref name="risk"/> may be made. What its own guess has cost, <paramref name="sunk"/>, is part
    /// of the one miss, not a loss before it. What is chosen in the same moment, <paramref name="beside"/>, is at risk as well: two first
    /// bets would be two misses.
    /// </summary>
    /// <remarks>
    /// The one miss is for bets that are worth it: a bet whose <see cref="Terms.Return"/>, <paramref name="yields"/>, is under a fifth of the best
    /// that the run before could have made waits until it fits in what is left. Else whichever bet comes first takes the miss from the
    /// better ones behind it, and a higher dial, which makes poor bets, could slow a run down. Null, for a purchase: that, and a bet on what was
    /// bought, is worth the miss.
    /// </remarks>
    public bool Permits(Usd risk, decimal? yields, Usd sunk = default, Usd beside = default)
    {
        if (sunk.Amount > 0) yields = null;
        bestReturn = Math.Max(bestReturn, yields ?? 0);
        return (lost.Amount == 0 && atRisk + beside <= sunk && !(yields < worthyOfMiss)) || risk + beside <= Left;
    }

    /// <summary>Whether a guess may be bought only to learn from it: the run has lost nothing yet, and nothing of it is at risk.</summary>
    public bool PermitsProbe => lost.Amount == 0 && atRisk.Amount == 0;

    /// <summary>
    /// Whether what all runs of the workflow may spend on hope covers this loss too: their winnings and the dial's share of 1 % of what
    /// their real paths have cost. <paramref name="dial"/>: 0 nothing, 1 the whole 1 %.
    /// </summary>
    public bool Covers(Usd risk, decimal dial) => purse.Covers(risk, Share * dial);

    /// <summary>What the real path has just cost.</summary>
    public void Real(Usd cost)
    {
        real += cost;
        purse.Add(real: cost);
    }

    /// <summary>A bet is under way and may lose this.</summary>
    public void Risk(Usd cost)
    {
        atRisk += cost;
        purse.Add(atRisk: cost);
    }

    /// <summary>A bet is no longer under way.</summary>
    public void Settled(Usd cost)
    {
        atRisk -= cost;
        purse.Add(atRisk: -cost);
    }

    /// <summary>A bet has lost this.</summary>
    public void Lost(Usd cost)
    {
        lost += cost;
        dearest = Usd.Max(dearest, cost);
        purse.Add(lost: cost);
    }

    /// <summary>A bet has saved time worth this.</summary>
    public void Won(Usd value)
    {
        won += value;
        purse.Add(won: value);
    }

    /// <summary>
    /// The run has ended: what it has won goes on to the next ones, less what it lost beyond its own 1 % and its dearest loss. Those were
    /// its own to lose; if they had to be earned back, a few unlucky runs would stop bets that pay.
    /// </summary>
    public void Close() => purse.Leave(won - Usd.Max(lost - (Share * real) - dearest, Usd.Zero), bestReturn);
}
