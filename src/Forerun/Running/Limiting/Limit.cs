namespace Forerun.Running.Limiting;

/// <summary>One limit: so much of something within a window. Reserve, settle, release.</summary>
/// <param name="name">What is limited, for messages.</param>
/// <param name="cap">How much.</param>
/// <param name="speculativeCap">How much of it speculation may use.</param>
/// <param name="window">What counts: uses within the last so long. Null: uses that are not released.</param>
/// <param name="measure">What is counted.</param>
internal sealed class Limit(string name, decimal cap, decimal speculativeCap, TimeSpan? window, Measure measure)
{
    private decimal cap = cap, speculativeCap = speculativeCap;

    // Whether a real call waits for room; else it is refused when what is settled leaves none.
    private readonly bool waits = measure != Measure.Dollars;
    private readonly List<Entry> entries = [];
    private decimal used, speculative, settled;

    /// <summary>Whether there is no call that needs nothing of it.</summary>
    public bool EveryoneNeeds { get; init; }

    /// <summary>Whether stopping a call gives back some of what was reserved for it.</summary>
    public bool ComesBack => measure != Measure.Requests;

    /// <summary>How much more than there is would be in use with this much more; not more than zero if it fits.</summary>
    public decimal Over(decimal amount, DateTimeOffset now)
    {
        Forget(now);
        return used + amount - cap;
    }

    /// <summary>What is counted.</summary>
    public Measure Measure => measure;

    public decimal Cap => cap;

    /// <summary>Another cap from now on. What is in use stays so: a tighter one leaves no room until enough has gone.</summary>
    public void Change(decimal newCap, decimal newSpeculativeCap) => (cap, speculativeCap) = (newCap, newSpeculativeCap);

    /// <summary>Whether this much more fits now.</summary>
    public bool Fits(decimal amount, bool isSpeculative, DateTimeOffset now)
    {
        return Over(amount, now) <= 0 && (!isSpeculative || speculative + amount <= speculativeCap);
    }

    /// <summary>Why this much can never fit, as far as it is known now; null if it may, once others have settled.</summary>
    public string? NeverFits(decimal amount, DateTimeOffset now)
    {
        Forget(now);
        return amount > cap ? $"{name}: one call may need {amount:0.######}, more than the whole limit of {cap:0.######}"
            : !waits && settled + amount > cap ? $"{name}: {settled:0.######} of {cap:0.######} is spent and the next call may need {amount:0.######}"
            : null;
    }

    public void Reserve(Ticket ticket, decimal amount, DateTimeOffset now)
    {
        var entry = new Entry(this, now) { Amount = amount, IsSpeculative = ticket.IsSpeculative };
        entries.Add(entry);
        ticket.Entries.Add(entry);
        Count(entry, amount);
    }

    /// <summary>Puts in what was really used. A call that took longer than its window has left it already and counts no more.</summary>
    public void Settle(Entry entry, decimal amount, DateTimeOffset now)
    {
        if (entry.IsForgotten) return;
        Count(entry, amount - entry.Amount);
        entry.Amount = amount;
        entry.IsSettled = true;
        if (!waits) entry.At = now;
        settled += amount;
        if (amount == 0) Remove(entry);
        // Time frees nothing of what is settled here, so nobody will ask for the entry again; its amount stays counted.
        else if (window is null) entries.Remove(entry);
    }

    public void Promote(Entry entry)
    {
        if (!entry.IsSpeculative) return;
        speculative -= entry.Amount;
        entry.IsSpeculative = false;
    }

    /// <summary>When the oldest settled use leaves the window; null if time alone frees nothing.</summary>
    public DateTimeOffset? FreesAt()
    {
        DateTimeOffset? first = null;
        if (window is { } span)
            foreach (var entry in entries)
                if ((entry.IsSettled || waits) && (first is null || entry.At + span < first)) first = entry.At + span;
        return first;
    }

    private void Forget(DateTimeOffset now)
    {
        if (window is not { } span) return;
        for (var i = entries.Count - 1; i >= 0; i--)
            if (entries[i].At + span <= now && (entries[i].IsSettled || waits)) Remove(entries[i]);
    }

    private void Remove(Entry entry)
    {
        if (!entries.Remove(entry)) return;
        Count(entry, -entry.Amount);
        if (entry.IsSettled) settled -= entry.Amount;
        entry.Amount = 0;
        entry.IsForgotten = true;
    }

    private void Count(Entry entry, decimal amount)
    {
        used += amount;
        if (entry.IsSpeculative) speculative += amount;
    }
}

/// <summary>A use of one limit.</summary>
internal sealed class Entry(Limit limit, DateTimeOffset at)
{
    public Limit Limit { get; } = limit;
    public DateTimeOffset At { get; set; } = at;
    public decimal Amount { get; set; }
    public bool IsSpeculative { get; set; }
    public bool IsSettled { get; set; }
    public bool IsForgotten { get; set; }
}
