using Forerun.Pricing;

namespace Forerun.Deciding;

/// <summary>What bets have won and lost over all runs so far, in dollars: seconds saved at the value of time, and what was wasted.</summary>
public sealed class Winnings
{
    private readonly Lock gate = new();
    private Usd lost, won;

    /// <summary>Won less lost.</summary>
    public Usd Net
    {
        get { lock (gate) return won - lost; }
    }

    /// <summary>Winnings that begin with the same and go on by themselves.</summary>
    public Winnings Copy()
    {
        lock (gate) return new() { lost = lost, won = won };
    }

    /// <summary>What was won and what was lost so far, to be kept.</summary>
    public (Usd Won, Usd Lost) Snapshot()
    {
        lock (gate) return (won, lost);
    }

    /// <summary>Takes up what was kept. Meant for before the first run: what there is until now is replaced.</summary>
    public void Restore(Usd won, Usd lost)
    {
        lock (gate) (this.won, this.lost) = (won, lost);
    }

    internal void Add(Usd lost = default, Usd won = default)
    {
        lock (gate)
        {
            this.lost += lost;
            this.won += won;
        }
    }
}

/// <summary>
/// What learning and being wrong may cost a run: 1 % of what its real path has cost so far, what bets have won, and the one miss that
/// shows that a predictor is wrong. A predictor that is always wrong wins nothing, so it costs a run the allowance plus one miss (law 4).
/// </summary>
public sealed class Allowance(Winnings winnings, decimal share = 0.01m)
{
    private readonly Usd brought = Usd.Max(winnings.Net, Usd.Zero);
    private Usd real, lost, won, atRisk;

    /// <summary>What is left, in USD; negative when a miss has cost more than the allowance.</summary>
    public Usd Left => (share * real) + won + brought - lost - atRisk;

    /// <summary>
    /// Whether a bet that would lose <paramref name="risk"/> may be made. What its own guess has cost, <paramref name="sunk"/>, is part
    /// of the one miss, not a loss before it. What is chosen in the same moment, <paramref name="beside"/>, is at risk as well: two first
    /// bets would be two misses.
    /// </summary>
    public bool Permits(Usd risk, Usd sunk = default, Usd beside = default) =>
        (lost.Amount == 0 && atRisk + beside <= sunk) || risk + beside <= Left;

    /// <summary>Whether a guess may be bought only to learn from it: the run has lost nothing yet, and nothing of it is at risk.</summary>
    public bool PermitsProbe => lost.Amount == 0 && atRisk.Amount == 0;

    /// <summary>What the real path has just cost.</summary>
    public void Real(Usd cost) => real += cost;

    /// <summary>A bet is under way and may lose this.</summary>
    public void Risk(Usd cost) => atRisk += cost;

    /// <summary>A bet is no longer under way.</summary>
    public void Settled(Usd cost) => atRisk -= cost;

    /// <summary>A bet has lost this.</summary>
    public void Lost(Usd cost)
    {
        lost += cost;
        winnings.Add(lost: cost);
    }

    /// <summary>A bet has saved time worth this.</summary>
    public void Won(Usd value)
    {
        won += value;
        winnings.Add(won: value);
    }
}
