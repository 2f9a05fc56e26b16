using Forerun.Pricing;

namespace Forerun.Running.Attempts;

/// <summary>The tries of one attempt that failed and were followed by another. Most attempts have none, so nothing is kept until one does.</summary>
internal sealed class FailedTries
{
    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>What they cost, as far as it is known.</summary>
    public Usd Cost { get; private set; }

    /// <summary>When the next try began, or the last one failed if it has not begun: what is expected of the attempt counts from there.</summary>
    public TimeSpan Since { get; private set; }

    /// <summary>Whether the next try has not begun yet.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>What they used, as far as it is known; null: nothing is.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>What the last of them cost; null: not known.</summary>
    public Usd? LastCost { get; private set; }

    /// <summary>What the last of them used.</summary>
    public TokenUsage? LastUsage { get; private set; }

    public void Add(Usd? cost, TokenUsage? usage, TimeSpan at)
    {
        (LastCost, LastUsage) = (cost, usage);
        Count++;
        Cost += cost ?? Usd.Zero;
        if (usage is not null) Usage = Usage is null ? usage : Usage + usage;
        Since = at;
        IsWaiting = true;
    }

    public void NextBegan(TimeSpan at)
    {
        Since = at;
        IsWaiting = false;
    }
}
