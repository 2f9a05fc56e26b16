using Forerun.Pricing;

namespace Forerun.Deciding;

/// <summary>A purse to be kept, in USD.</summary>
/// <param name="Workflow">Whose it is.</param>
/// <param name="Real">What its real paths have cost.</param>
/// <param name="Won">What its bets have won.</param>
/// <param name="Lost">What they have lost.</param>
/// <param name="Spare">What the runs that have ended leave to the next; negative when they have lost more than was theirs to lose.</param>
/// <param name="BestReturn">The best <see cref="Terms.Return"/> of a bet that the run that ended last could have made; 0: none.</param>
public sealed record PurseState(string Workflow, Usd Real, Usd Won, Usd Lost, Usd Spare, decimal BestReturn);

/// <summary>
/// What the bets of one workflow have won and lost over all its runs, in USD: seconds saved at the value of time, and what was wasted;
/// and what its real paths have cost. Safe from many runs at once.
/// </summary>
public sealed class Purse
{
    private readonly Lock gate = new();
    private Usd real, won, lost, atRisk, spare;
    private decimal bestReturn;

    /// <summary>Won less lost.</summary>
    public Usd Net
    {
        get { lock (gate) return won - lost; }
    }

    /// <summary>
    /// What the runs that have ended leave to the next: what they have won, less what they lost beyond the allowance and the one miss that
    /// each of them was entitled to. Not negative: a run inherits no losses.
    /// </summary>
    public Usd Spare
    {
        get { lock (gate) return Usd.Max(spare, Usd.Zero); }
    }

    /// <summary>The best <see cref="Terms.Return"/> of a bet that the run that ended last could have made; 0: none.</summary>
    public decimal BestReturn
    {
        get { lock (gate) return bestReturn; }
    }

    /// <summary>
    /// Whether a loss of <paramref name="risk"/> would leave all runs together no more than <paramref name="share"/> of what their real
    /// paths have cost in the red, if everything that is at risk were lost as well.
    /// </summary>
    public bool Covers(Usd risk, decimal share)
    {
        lock (gate) return risk + atRisk <= (share * real) + won - lost;
    }

    /// <summary>What is to be kept. What is at risk just now is not: it is settled by the runs that risk it.</summary>
    public PurseState Snapshot(string workflow)
    {
        lock (gate) return new(workflow, real, won, lost, spare, bestReturn);
    }

    /// <summary>Takes up what was kept. Meant for before the first run: what there is until now is replaced.</summary>
    public void Restore(PurseState state)
    {
        lock (gate) (real, won, lost, spare, bestReturn) = (state.Real, state.Won, state.Lost, state.Spare, state.BestReturn);
    }

    internal void Add(Usd real = default, Usd won = default, Usd lost = default, Usd atRisk = default)
    {
        lock (gate)
        {
            this.real += real;
            this.won += won;
            this.lost += lost;
            this.atRisk += atRisk;
        }
    }

    internal void Leave(Usd spare, decimal bestReturn)
    {
        lock (gate)
        {
            this.spare += spare;
            this.bestReturn = bestReturn;
        }
    }
}
