namespace Forerun.Running.Limiting;

/// <summary>
/// The real calls that wait, in the order in which they came, and the bets that could make room for them. Whoever lacks something is
/// behind those before him that lack the same, and holds up nobody else.
/// </summary>
internal sealed class Line
{
    private readonly List<Ticket> waiting = [];
    private readonly List<Ticket> bets = [];

    public void Join(Ticket ticket)
    {
        if (ticket.IsWaiting) return;
        ticket.IsWaiting = true;
        waiting.Add(ticket);
    }

    /// <summary>Whoever has ended, has become real or does not want to wait any longer.</summary>
    public void Leave(Ticket ticket)
    {
        if (ticket.IsWaiting) waiting.Remove(ticket);
        ticket.IsWaiting = false;
        bets.Remove(ticket);
    }

    public void Grant(Ticket ticket, DateTimeOffset now)
    {
        foreach (var (limit, amount) in ticket.Uses!) limit.Reserve(ticket, amount, now);
        ticket.IsGranted = true;
        ticket.GrantedAt = now;
        if (ticket.IsSpeculative) bets.Add(ticket);
    }

    /// <summary>
    /// Gives room to each who has what it needs, in order, and has bets stopped for those that would have it then. Who is given room, or
    /// never will be, is to be told, and so is who comes to be first where only time brings room: it has to set its clock.
    /// </summary>
    public Served Serve(DateTimeOffset now)
    {
        var served = new Served();
        if (waiting.Count == 0) return served;
        var room = new ComingRoom(bets, now);
        for (var i = 0; i < waiting.Count && !room.IsHopelessForAll; i++)
        {
            var ticket = waiting[i];
            var refused = ticket.NeverFits(now) is not null;
            if (!refused && ticket.Lacks(served.Blocked, now) is { Count: > 0 } lacking)
            {
                Clock(ticket, lacking, served, now);
                if (!room.Make(ticket, served.Evicted)) room.GiveUp(lacking);
                served.Blocked.UnionWith(lacking);
                continue;
            }

            if (!refused) Grant(ticket, now);
            ticket.IsWaiting = false;
            waiting.RemoveAt(i--);
            served.Told.Add(ticket);
        }

        return served;
    }

    /// <summary>When time will bring what a call lacks and is the first to wait for.</summary>
    private static void Clock(Ticket ticket, List<Limit> lacking, Served served, DateTimeOffset now)
    {
        ticket.FreesAt = null;
        foreach (var limit in lacking)
            if (!served.Blocked.Contains(limit) && limit.FreesAt() is { } at && at > now && !(ticket.FreesAt <= at)) ticket.FreesAt = at;
        if (ticket.FreesAt is null || ticket.TryAt > now) return;
        ticket.TryAt = ticket.FreesAt;
        served.Told.Add(ticket);
    }
}
