using Forerun.Pricing;

namespace Forerun.Running.Limiting;

/// <summary>
/// What all runs may use together: attempts in flight, calls and tokens a minute, dollars a run, an hour and a day. The worst case is
/// reserved before a call starts and settled after it, so no interleaving exceeds a limit (law 3). Real calls come first: they evict
/// speculative ones and never wait behind them (law 4).
/// </summary>
public sealed class Limits
{
    private readonly Lock gate = new();
    private readonly LimitOptions options;
    private readonly Limit? attempts, requests, tokens, hour, day;
    private readonly Dictionary<string, Limit> runs = [];
    private readonly List<Ticket> waiting = [];
    private readonly List<Ticket> speculative = [];

    /// <summary>Limits by options.</summary>
    /// <exception cref="ArgumentException">The options contradict themselves; all errors at once.</exception>
    public Limits(LimitOptions options)
    {
        if (options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        this.options = options;
        var minute = TimeSpan.FromMinutes(1);
        attempts = New("attempts in flight", options.Attempts, null, waits: true);
        requests = New("requests a minute", options.RequestsPerMinute, minute, waits: true);
        tokens = New("tokens a minute", options.TokensPerMinute, minute, waits: true);
        hour = New("dollars an hour", options.PerHour?.Amount, TimeSpan.FromHours(1), waits: false);
        day = New("dollars a day", options.PerDay?.Amount, TimeSpan.FromDays(1), waits: false);
    }

    private bool LimitsDollars => options.PerRun is not null || hour is not null || day is not null;

    /// <summary>Asks for room. A real call that waits is told by <see cref="Ticket.Retry"/> or at <see cref="Reply.TryAt"/>, and asks again.</summary>
    public Reply Reserve(Ticket ticket, DateTimeOffset now)
    {
        List<Ticket> evict = [];
        Reply reply;
        bool hasLeftTheLine;
        lock (gate)
        {
            var waited = waiting.Contains(ticket);
            reply = ReserveLocked(ticket, now, evict);
            hasLeftTheLine = waited && !waiting.Contains(ticket);
        }

        foreach (var victim in evict) victim.Evict();
        if (hasLeftTheLine) WakeNext();
        return reply;
    }

    /// <summary>
    /// A speculative attempt has become authoritative. If its room had been asked back for a real call, that call has to find other room.
    /// </summary>
    public void Promote(Ticket ticket)
    {
        bool wasEvicted;
        lock (gate)
        {
            wasEvicted = ticket is { IsSpeculative: true, IsEvicted: true };
            ticket.IsSpeculative = false;
            speculative.Remove(ticket);
            foreach (var entry in ticket.Entries) entry.Limit.Promote(entry);
        }

        if (wasEvicted) WakeNext();
    }

    /// <summary>An attempt has ended and has used this much; a cost that nobody knows is settled at its worst.</summary>
    public void Settle(Ticket ticket, Usd? cost, TokenUsage? usage, DateTimeOffset now)
    {
        lock (gate)
        {
            waiting.Remove(ticket);
            speculative.Remove(ticket);
            foreach (var entry in ticket.Entries)
            {
                var used = entry.Limit == attempts ? 0
                    : entry.Limit == requests ? 1
                    : entry.Limit == tokens ? (usage is null ? entry.Amount : (usage.InputTokens ?? 0) + (usage.OutputTokens ?? 0))
                    : cost?.Amount ?? entry.Amount;
                entry.Limit.Settle(entry, used, now);
            }

            ticket.Entries.Clear();
        }

        WakeNext();
    }

    /// <summary>A run is settled: what it has cost counts for the hour and the day, no longer for itself.</summary>
    public void Forget(string run)
    {
        lock (gate) runs.Remove(run);
    }

    private Reply ReserveLocked(Ticket ticket, DateTimeOffset now, List<Ticket> evict)
    {
        if (ticket.IsGranted) return new Reply(true);
        if (LimitsDollars && ticket.Worst.Cost is null)
            return Refuse(ticket, $"{ticket.What}: a dollar limit is set, but the most that this call can cost is not known; " +
                "give the operation a price, MaxInputTokens and MaxOutputTokens");
        if (tokens is not null && ticket.Worst.Tokens is null)
            return Refuse(ticket, $"{ticket.What}: a limit on tokens is set, but the most that this call can use is not known; " +
                "give the operation MaxInputTokens and MaxOutputTokens");
        var uses = Uses(ticket);
        foreach (var (limit, amount) in uses)
            if (limit.NeverFits(amount, now) is { } never) return Refuse(ticket, $"{ticket.What}: {never}");
        var behind = waiting.Count > 0 && waiting[0] != ticket;
        if (!behind && uses.TrueForAll(u => u.Limit.Fits(u.Amount, ticket.IsSpeculative, now))) return Grant(ticket, uses, now);
        if (ticket.IsSpeculative) return new Reply(false, behind ? "a real call waits" : "no room for speculation");
        if (!waiting.Contains(ticket)) waiting.Add(ticket);
        if (!behind) MakeRoom(ticket, uses, now, evict);
        var blocked = uses.Where(u => !u.Limit.Fits(u.Amount, false, now)).Select(u => u.Limit.FreesAt()).Where(t => t > now).ToList();
        return new Reply(false, null, !behind && blocked.Count > 0 ? blocked.Min() : null);
    }

    private Reply Grant(Ticket ticket, List<(Limit Limit, decimal Amount)> uses, DateTimeOffset now)
    {
        foreach (var (limit, amount) in uses) limit.Reserve(ticket, amount, now);
        ticket.IsGranted = true;
        waiting.Remove(ticket);
        if (ticket.IsSpeculative) speculative.Add(ticket);
        return new Reply(true);
    }

    /// <summary>Evicts speculative attempts, newest first, that hold what the real call lacks.</summary>
    private void MakeRoom(Ticket ticket, List<(Limit Limit, decimal Amount)> uses, DateTimeOffset now, List<Ticket> evict)
    {
        for (var i = speculative.Count - 1; i >= 0; i--)
        {
            var victim = speculative[i];
            if (victim.IsEvicted || victim.Run.Length == 0) continue;
            if (!victim.Entries.Exists(e => uses.Exists(u => u.Limit == e.Limit && e.Limit != requests && !u.Limit.Fits(u.Amount, false, now)))) continue;
            victim.IsEvicted = true;
            evict.Add(victim);
            return;
        }
    }

    private Reply Refuse(Ticket ticket, string why)
    {
        waiting.Remove(ticket);
        return new Reply(false, why);
    }

    private void WakeNext()
    {
        Ticket? next;
        lock (gate) next = waiting.Count > 0 ? waiting[0] : null;
        next?.Retry();
    }

    private List<(Limit Limit, decimal Amount)> Uses(Ticket ticket)
    {
        var uses = new List<(Limit, decimal)>();
        if (attempts is not null) uses.Add((attempts, 1));
        if (requests is not null) uses.Add((requests, 1));
        if (tokens is not null) uses.Add((tokens, ticket.Worst.Tokens ?? 0));
        if (hour is not null) uses.Add((hour, ticket.Worst.Cost?.Amount ?? 0));
        if (day is not null) uses.Add((day, ticket.Worst.Cost?.Amount ?? 0));
        if (options.PerRun is { } perRun)
        {
            if (!runs.TryGetValue(ticket.Run, out var run)) runs[ticket.Run] = run = New("dollars a run", perRun.Amount, null, waits: false)!;
            uses.Add((run, ticket.Worst.Cost?.Amount ?? 0));
        }

        return uses;
    }

    private Limit? New(string name, decimal? cap, TimeSpan? window, bool waits) =>
        cap is { } amount ? new Limit(name, amount, options.SpeculativeShare * amount, window, waits) : null;
}
