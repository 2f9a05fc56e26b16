using Forerun.Pricing;

namespace Forerun.Running.Limiting;

/// <summary>The worst that a call can use. Null: nobody knows.</summary>
/// <param name="Cost">Dollars, with the input at the uncached rate and the output at its cap.</param>
/// <param name="Tokens">Input and output tokens; zero for what is not a model call.</param>
public readonly record struct Worst(Usd? Cost, long? Tokens);

/// <summary>An attempt's place before the limits: what it may need, and how to reach whoever drives it.</summary>
/// <param name="Run">Its run.</param>
/// <param name="What">Slot and operation, for messages.</param>
/// <param name="Worst">The worst that it can use.</param>
/// <param name="Retry">Called when there may be room now. Never under a lock.</param>
/// <param name="Evict">Called when a real call needs the room of this speculative one. Never under a lock.</param>
public sealed record Ticket(string Run, string What, Worst Worst, Action Retry, Action Evict)
{
    /// <summary>Whether it is for a speculative attempt.</summary>
    public bool IsSpeculative { get; internal set; }

    /// <summary>It has room.</summary>
    internal bool IsGranted { get; set; }

    /// <summary>Whoever drives it knows that it has room, and has started it.</summary>
    internal bool IsTaken { get; set; }

    internal bool IsWaiting { get; set; }

    /// <summary>The model that it calls; null: none, or nobody said.</summary>
    public string? Model { get; init; }

    /// <summary>When it was let through.</summary>
    internal DateTimeOffset GrantedAt { get; set; }

    internal bool IsEvicted { get; set; }

    /// <summary>When time brings room, and the time at which it has been told to ask again.</summary>
    internal DateTimeOffset? FreesAt { get; set; }

    internal DateTimeOffset? TryAt { get; set; }

    internal List<Use>? Uses { get; set; }

    internal List<Entry> Entries { get; } = [];

    /// <summary>Why it can never be let in, as far as it is known now; null if it may.</summary>
    internal string? NeverFits(DateTimeOffset now)
    {
        foreach (var use in Uses!)
            if (use.Counts && use.Limit.NeverFits(use.Amount, now) is { } never) return never;
        return null;
    }

    /// <summary>Whether it needs something for which a real call waits.</summary>
    internal bool IsBehind(HashSet<Limit> blocked) => Uses!.Exists(u => u.Counts && blocked.Contains(u.Limit));

    /// <summary>The limits in which there is no room for it, or in which others stand before it.</summary>
    internal List<Limit> Lacks(HashSet<Limit> blocked, DateTimeOffset now)
    {
        var lacking = new List<Limit>();
        foreach (var use in Uses!)
            if (use.Counts && (blocked.Contains(use.Limit) || !use.Limit.Fits(use.Amount, IsSpeculative, now))) lacking.Add(use.Limit);
        return lacking;
    }
}

/// <summary>What a call needs of a limit. Who needs nothing of it need not wait for it.</summary>
internal readonly record struct Use(Limit Limit, decimal Amount)
{
    public bool Counts => Amount > 0;
}

/// <summary>What the limits answer.</summary>
/// <param name="Granted">It may start.</param>
/// <param name="Refusal">Why it may not; null: it may, or it waits.</param>
/// <param name="TryAt">When there will be room, if time alone brings it; else <see cref="Ticket.Retry"/> is called.</param>
public readonly record struct Reply(bool Granted, string? Refusal = null, DateTimeOffset? TryAt = null);
