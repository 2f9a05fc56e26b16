using Forerun.Effects;
using Forerun.Pricing;

namespace Forerun.Replay.Foresight;

/// <summary>
/// Which guesses are worth their price, together. All that can be had, less what costs more than it hides; or nothing, and what hides
/// more than it costs; whichever is worth more, and nothing if neither is worth anything. No proof that there is no better choice: one in
/// which three guesses pay only together, and one of them is in the way of another three, may be missed.
/// </summary>
internal sealed class Shopping(Timetable timetable, IReadOnlyList<Purchase> offered, Usd valueOfTime)
{
    /// <summary>The calls to buy, by key.</summary>
    public HashSet<Key> Choose()
    {
        var none = new HashSet<Key>();
        if (offered.Count == 0) return none;
        var thinned = Improved([.. offered.Select(p => p.Call.Key)]);
        var grown = Improved(none);
        return Worth(grown) >= Worth(thinned) ? grown : thinned;
    }

    /// <summary>Buys or leaves one call after the other, wherever that brings something, until it brings nothing anywhere.</summary>
    private HashSet<Key> Improved(HashSet<Key> buying)
    {
        var worth = Worth(buying);
        for (var improved = true; improved;)
        {
            improved = false;
            foreach (var purchase in offered)
            {
                Turn(buying, purchase.Call.Key);
                var now = Worth(buying);
                if (now > worth) (worth, improved) = (now, true);
                else Turn(buying, purchase.Call.Key);
            }
        }

        return buying;
    }

    private static void Turn(HashSet<Key> buying, Key key)
    {
        if (!buying.Remove(key)) buying.Add(key);
    }

    /// <summary>In USD: what the guesses cost and people's waiting, both as a loss.</summary>
    private decimal Worth(HashSet<Key> buying)
    {
        var waited = timetable.Foretell(buying).Ticks / (decimal)TimeSpan.TicksPerSecond;
        var price = 0m;
        foreach (var purchase in offered)
            if (buying.Contains(purchase.Call.Key)) price += purchase.Price.Amount;
        return -(waited * valueOfTime.Amount) - price;
    }
}
