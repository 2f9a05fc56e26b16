using Forerun.Pricing;

namespace Forerun.Running.Limiting;

/// <summary>
/// What all runs may use together: attempts in flight, calls and tokens a minute, dollars a run, an hour and a day. The worst case is
/// reserved before a call starts and settled after it, so no interleaving exceeds a limit (law 3). Real calls come first: they evict
/// speculative ones and never wait behind them (law 4); among themselves they wait only behind those that wait for the same thing.
/// </summary>
public sealed class Limits
{
    private readonly Lock gate = new();
    private readonly LimitOptions options;
    private readonly Limit? attempts, requests, tokens, hour, day;
    private readonly LearnedLimits learned;
    private readonly Dictionary<string, Limit> runs = [];
    private readonly Line line = new();

    /// <summary>Limits by options.</summary>
    /// <exception cref="ArgumentException">The options contradict themselves; all errors at once.</exception>
    public Limits(LimitOptions options)
    {
        if (options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        this.options = options;
        var minute = TimeSpan.FromMinutes(1);
        attempts = New("attempts in flight", options.Attempts, null, Measure.Attempts);
        requests = New("requests a minute", options.RequestsPerMinute, minute, Measure.Requests);
        tokens = New("tokens a minute", options.TokensPerMinute, minute, Measure.Tokens);
        hour = New("dollars an hour", options.PerHour?.Amount, TimeSpan.FromHours(1), Measure.Dollars);
        day = New("dollars a day", options.PerDay?.Amount, TimeSpan.FromDays(1), Measure.Dollars);
        learned = new LearnedLimits(Models, options.SpeculativeShare);
    }

    /// <summary>What services have said about their models: clients report here.</summary>
    public ModelRates Models { get; } = new();

    private bool LimitsDollars => options.PerRun is not null || hour is not null || day is not null;

    /// <summary>Asks for room. A real call that waits is told by <see cref="Ticket.Retry"/> or at <see cref="Reply.TryAt"/>, and asks again.</summary>
    public Reply Reserve(Ticket ticket, DateTimeOffset now)
    {
        Reply reply;
        Served served;
        lock (gate)
        {
            reply = ReserveLocked(ticket, now, out served);
            served.Told.Remove(ticket);
            ticket.IsTaken = reply.Granted;
        }

        Tell(served);
        return reply;
    }

    /// <summary>A speculative attempt has become authoritative; if its room was to be given to a real call, that one gets another's.</summary>
    public void Promote(Ticket ticket, DateTimeOffset now)
    {
        Served served;
        lock (gate)
        {
            ticket.IsSpeculative = ticket.IsEvicted = false;
            foreach (var entry in ticket.Entries) entry.Limit.Promote(entry);
            line.Leave(ticket);
            served = line.Serve(now);
        }

        Tell(served);
    }

    /// <summary>A real call has its answer: its model takes calls.</summary>
    public void Passed(Ticket ticket, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (ticket.Model is { } model) Models.Passed(model, ticket.GrantedAt, now);
    }

    /// <summary>An attempt has ended and has used this much; a cost that nobody knows is settled at its worst.</summary>
    public void Settle(Ticket ticket, Usd? cost, TokenUsage? usage, DateTimeOffset now)
    {
        Served served;
        lock (gate)
        {
            line.Leave(ticket);
            foreach (var entry in ticket.Entries) entry.Limit.Settle(entry, ticket.IsTaken ? Used(entry, cost, usage) : 0, now);
            ticket.Entries.Clear();
            served = line.Serve(now);
        }

        Tell(served);
    }

    /// <summary>A run is settled: what it has cost counts for the hour and the day, no longer for itself.</summary>
    public void Forget(string run)
    {
        lock (gate) runs.Remove(run);
    }

    private Reply ReserveLocked(Ticket ticket, DateTimeOffset now, out Served served)
    {
        served = new Served();
        if (ticket.IsGranted) return new Reply(true);
        if (ticket is { IsSpeculative: true, Model: { } model } && Models.IsThrottled(model))
            return new Reply(false, $"{model} takes no more for now: no bets on it until a real call has passed");
        if (Unknown(ticket) is { } unknown) return new Reply(false, $"{ticket.What}: {unknown}");
        ticket.Uses ??= Uses(ticket);
        ticket.FreesAt = null;
        var never = ticket.NeverFits(now);
        if (never is not null) line.Leave(ticket);
        else if (!ticket.IsSpeculative) line.Join(ticket);
        served = line.Serve(now);
        if (never is not null) return new Reply(false, $"{ticket.What}: {never}");
        if (ticket.IsGranted) return new Reply(true);
        if (!ticket.IsSpeculative) return new Reply(false, null, ticket.TryAt = ticket.FreesAt);
        if (ticket.IsBehind(served.Blocked)) return new Reply(false, "a real call waits");
        if (ticket.Lacks(served.Blocked, now).Count > 0) return new Reply(false, "no room for speculation");
        line.Grant(ticket, now);
        return new Reply(true);
    }

    private string? Unknown(Ticket ticket)
    {
        if (LimitsDollars && ticket.Worst.Cost is null)
            return "a dollar limit is set, but the most that this call can cost is not known; give the operation a price, MaxInputTokens and MaxOutputTokens";
        if (tokens is not null && ticket.Worst.Tokens is null)
            return "a limit on tokens is set, but the most that this call can use is not known; give the operation MaxInputTokens and MaxOutputTokens";
        return null;
    }

    private static decimal Used(Entry entry, Usd? cost, TokenUsage? usage) => entry.Limit.Measure switch
    {
        Measure.Attempts => 0,
        Measure.Requests => 1,
        Measure.Tokens => usage is null ? entry.Amount : (usage.InputTokens ?? 0) + (usage.OutputTokens ?? 0),
        _ => cost?.Amount ?? entry.Amount,
    };

    private List<Use> Uses(Ticket ticket)
    {
        var uses = new List<Use>();
        if (attempts is not null) uses.Add(new Use(attempts, 1));
        if (requests is not null) uses.Add(new Use(requests, 1));
        if (tokens is not null) uses.Add(new Use(tokens, ticket.Worst.Tokens ?? 0));
        var cost = ticket.Worst.Cost?.Amount ?? 0;
        if (hour is not null) uses.Add(new Use(hour, cost));
        if (day is not null) uses.Add(new Use(day, cost));
        learned.Use(ticket, uses);
        if (options.PerRun is { } perRun)
        {
            if (!runs.TryGetValue(ticket.Run, out var run)) runs[ticket.Run] = run = New("dollars a run", perRun.Amount, null, Measure.Dollars)!;
            uses.Add(new Use(run, cost));
        }

        return uses;
    }

    private Limit? New(string name, decimal? cap, TimeSpan? window, Measure measure) => cap is not { } amount ? null
        : new Limit(name, amount, options.SpeculativeShare * amount, window, measure)
        {
            EveryoneNeeds = measure is Measure.Attempts or Measure.Requests,
        };

    private static void Tell(Served served)
    {
        foreach (var loser in served.Evicted) loser.Evict();
        foreach (var next in served.Told) next.Retry();
    }
}
