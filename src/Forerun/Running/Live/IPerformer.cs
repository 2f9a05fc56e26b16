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
    /// from then on, <paramref name="prepared"/> if nothing has been added to it. A call that has nothing to show before it leaves prepares <see cref="Value.Unknown"/>.
    /// </summary>
    ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken);

    /// <summary>
    /// The real world asks for a call. It is told in the order of asking, before the call is performed or, if it was begun on a guess, at any
    /// time while it is or afterwards. Must return at once, and must not throw. Default: nobody wants to know.
    /// </summary>
    /// <param name="call">The call; of one that was begun on a guess as it was asked for then.</param>
    /// <param name="isBegun">Whether it was begun on a guess, so that it is not performed again.</param>
    void Wanted(Call call, bool isBegun)
    {
    }

    /// <summary>
    /// The real world has what a call returned, whoever had begun it; of a staged effect, once it has left. It is told before anything that
    /// follows from it is asked for. Must return at once, and must not throw. Default: nobody wants to know.
    /// </summary>
    /// <param name="call">The call, as the real world asked for it.</param>
    /// <param name="value">What it returned: the very object that <see cref="PerformAsync"/> gave, or <see cref="CommitAsync"/>.</param>
    void Known(Call call, Value value)
    {
    }
}

/// <summary>What a call returned.</summary>
/// <param name="Output">Its output.</param>
/// <param name="Usage">The tokens it used; null where nobody counts.</param>
public readonly record struct Performance(Value Output, TokenUsage? Usage = null)
{
    /// <summary>
    /// Whether the call has failed, and <see cref="Output"/> is what those are told who have asked for it: a real call that fails so is not
    /// tried again and does not end the run. One that was begun on a guess is nobody's then; the real world makes it itself. Default: false.
    /// </summary>
    public bool HasFailed { get; init; }
}

/// <summary>A call under way, as whoever performs it sees it.</summary>
public interface IFlight
{
    /// <summary>Cancelled when nobody wants the call any more.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>Says what has been produced so far, so that bets on it can be weighed again and a cancelled call charged right.</summary>
    /// <param name="text">The whole text so far.</param>
    /// <param name="fraction">Share of the expected output, 0 to 1.</param>
    /// <param name="usage">
    /// Tokens used so far, told by the provider or counted; null: not known. Of a call that is stopped they are what is charged, unless its
    /// provider bills the whole call.
    /// </param>
    void Report(string text, decimal fraction, TokenUsage? usage = null);

    /// <summary>Whether the call was begun on a guess, before anybody asked for it.</summary>
    bool IsEarly => false;

    /// <summary>What the call is expected to use, by those that have finished; null: none has.</summary>
    TokenUsage? Expected => null;

    /// <summary>
    /// Says that a try of the call has failed and another will follow: the try is charged at once and its room is given back.
    /// <see cref="TryAgainAsync"/> comes before the next try.
    /// </summary>
    /// <param name="why">What went wrong, in a word or two; it stands in the ledger, so it holds no content and no secret.</param>
    /// <param name="usage">Tokens that it used, told or counted; null: the provider bills nothing for it.</param>
    void Retried(string why, TokenUsage? usage)
    {
    }

    /// <summary>Asks for the room of the next try: a real call waits for it, a speculative one is refused.</summary>
    /// <exception cref="RunException">There is no room; the call ends with that.</exception>
    /// <exception cref="OperationCanceledException">Nobody wants the call any more.</exception>
    ValueTask TryAgainAsync() => ValueTask.CompletedTask;
}
