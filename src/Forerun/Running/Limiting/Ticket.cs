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

    /// <summary>The model that it calls; null: none, or nobody said.</summary>
    public string? Model { get; init; }

    internal bool IsGranted { get; set; }

    /// <summary>When it was let through.</summary>
    internal DateTimeOffset GrantedAt { get; set; }

    internal bool IsEvicted { get; set; }

    internal List<Entry> Entries { get; } = [];
}

/// <summary>What the limits answer.</summary>
/// <param name="Granted">It may start.</param>
/// <param name="Refusal">Why it may not; null: it may, or it waits.</param>
/// <param name="TryAt">When there will be room, if time alone brings it; else <see cref="Ticket.Retry"/> is called.</param>
public readonly record struct Reply(bool Granted, string? Refusal = null, DateTimeOffset? TryAt = null);
