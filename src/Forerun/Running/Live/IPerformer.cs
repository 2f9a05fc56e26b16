using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Running.Live;

/// <summary>Does the calls: the models, tools and code outside.</summary>
public interface IPerformer
{
    /// <summary>
    /// Performs a call. A call with a staged effect only prepares it. When <paramref name="flight"/> is cancelled the call should stop; it
    /// is awaited and charged all the same, and its result is nobody's.
    /// </summary>
    ValueTask<Performance> PerformAsync(Call call, IFlight flight);

    /// <summary>
    /// Lets a staged effect leave. Called once, when the real world has asked for it, in that order. What it returns is the call's output
    /// from then on. Default: what was prepared. A call that has nothing to show before it leaves prepares <see cref="Value.Unknown"/>.
    /// </summary>
    ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken) => new(prepared);
}

/// <summary>What a call returned.</summary>
/// <param name="Output">Its output.</param>
/// <param name="Usage">The tokens it used; null where nobody counts.</param>
public readonly record struct Performance(Value Output, TokenUsage? Usage = null);

/// <summary>A call under way, as whoever performs it sees it.</summary>
public interface IFlight
{
    /// <summary>Cancelled when nobody wants the call any more.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>Says what has been produced so far, so that bets on it can be weighed again and a cancelled call charged right.</summary>
    /// <param name="text">The whole text so far.</param>
    /// <param name="fraction">Share of the expected output, 0 to 1.</param>
    /// <param name="usage">Tokens billed so far, if the provider says.</param>
    void Report(string text, decimal fraction, TokenUsage? usage = null);
}
