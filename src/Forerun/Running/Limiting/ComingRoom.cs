namespace Forerun.Running.Limiting;

/// <summary>
/// The room that is coming back from bets that are being stopped, and which of the real calls that wait will have it. No more bets are
/// stopped than are needed beside those, and none for a call that could not start even then (ours).
/// </summary>
/// <remarks>
/// A stopped bet may give back less than was reserved for it: of dollars and tokens what it has used stays used. Another one is stopped
/// when that is known.
/// </remarks>
internal sealed class ComingRoom
{
    private readonly Dictionary<Limit, decimal> left = [];
    private readonly HashSet<Limit> hopeless = [];
    private readonly List<Ticket> bets;
    private readonly DateTimeOffset now;

    public ComingRoom(List<Ticket> bets, DateTimeOffset now)
    {
        this.bets = bets;
        this.now = now;
        foreach (var bet in bets)
            if (bet.IsEvicted) Expect(bet);
    }

    /// <summary>Whether whoever else waits stands behind a call that no bet can help.</summary>
    public bool IsHopelessForAll { get; private set; }

    /// <summary>Whether a call gets in by what comes back, with more bets stopped if need be. If not, none is.</summary>
    public bool Make(Ticket ticket, List<Ticket> evicted)
    {
        var missing = new Dictionary<Limit, decimal>();
        foreach (var use in ticket.Uses!)
        {
            if (!use.Counts) continue;
            if (hopeless.Contains(use.Limit)) return false;
            if (use.Limit.Over(use.Amount, now) - left.GetValueOrDefault(use.Limit) is var over and > 0) missing[use.Limit] = over;
        }

        var losers = Losers(missing);
        if (missing.Count > 0) return false;
        foreach (var bet in losers)
        {
            bet.IsEvicted = true;
            evicted.Add(bet);
            Expect(bet);
        }

        foreach (var use in ticket.Uses) left[use.Limit] = left.GetValueOrDefault(use.Limit) - use.Amount;
        return true;
    }

    /// <summary>A call waits for what no bet can give. What comes back in these limits is for it, and those behind it wait as well.</summary>
    public void GiveUp(List<Limit> lacking)
    {
        hopeless.UnionWith(lacking);
        IsHopelessForAll |= lacking.Exists(l => l.EveryoneNeeds);
    }

    /// <summary>The newest bets that hold what is missing. What they cover is no longer missing.</summary>
    private List<Ticket> Losers(Dictionary<Limit, decimal> missing)
    {
        var losers = new List<Ticket>();
        for (var i = bets.Count - 1; i >= 0 && missing.Count > 0; i--)
        {
            var helps = false;
            foreach (var entry in bets[i].IsEvicted ? [] : bets[i].Entries)
            {
                if (!entry.Limit.ComesBack || entry.Amount <= 0 || !missing.TryGetValue(entry.Limit, out var over)) continue;
                helps = true;
                if (over <= entry.Amount) missing.Remove(entry.Limit);
                else missing[entry.Limit] = over - entry.Amount;
            }

            if (helps) losers.Add(bets[i]);
        }

        return losers;
    }

    private void Expect(Ticket bet)
    {
        foreach (var entry in bet.Entries)
            if (entry.Limit.ComesBack) left[entry.Limit] = left.GetValueOrDefault(entry.Limit) + entry.Amount;
    }
}
