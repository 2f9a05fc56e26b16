using Forerun.Pricing;

namespace Forerun.Replay.Saving;

/// <summary>What a ledger says of the calls of one model.</summary>
public sealed class ModelUse(string model)
{
    private readonly List<TokenUsage> real = [];
    private (decimal Seconds, decimal Tokens) pace;

    /// <summary>The model.</summary>
    public string Model => model;

    /// <summary>Calls that the runs would have made without bets.</summary>
    public int Calls => real.Count;

    /// <summary>USD of these.</summary>
    public decimal Usd { get; private set; }

    /// <summary>How long they were under way, s.</summary>
    public decimal Seconds { get; private set; }

    /// <summary>Their output tokens.</summary>
    public decimal OutputTokens => real.Sum(u => u.OutputTokens ?? 0);

    /// <summary>Measured: seconds for each output token, over all its calls that finished; null where none wrote any.</summary>
    public decimal? SecondsPerToken => pace.Tokens > 0 ? pace.Seconds / pace.Tokens : null;

    /// <summary>What the same tokens would have cost at another price, USD.</summary>
    public decimal UsdAt(ModelPrice price)
    {
        ArgumentNullException.ThrowIfNull(price);
        return real.Sum(usage => price.Cost(usage).Amount);
    }

    internal void Add(SettledCall call, TokenUsage usage)
    {
        pace = (pace.Seconds + call.Seconds, pace.Tokens + (usage.OutputTokens ?? 0));
        if (!call.IsReal) return;
        real.Add(usage);
        Usd += call.Cost?.Amount ?? 0;
        Seconds += call.Seconds;
    }
}
