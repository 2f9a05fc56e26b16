namespace Forerun.Defining;

/// <summary>
/// Tells whether two values mean the same by something that takes its time to be made of each, such as an embedding. Safe from many runs at once.
/// </summary>
/// <typeparam name="T">What is compared.</typeparam>
public interface IComparison<in T>
{
    /// <summary>
    /// Makes a value ready. Asked only where a step has begun on a guess: for the guess, beside that step, and for what has come, which waits for
    /// it, half a second at most. What it throws counts as "not ready".
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Nobody waits any longer.</param>
    ValueTask PrepareAsync(T value, CancellationToken cancellationToken);

    /// <summary>Whether the two mean the same, as far as both are ready; else not. It must be quick and do nothing else.</summary>
    /// <param name="guessed">What was guessed.</param>
    /// <param name="actual">What has come.</param>
    bool AreEquivalent(T guessed, T actual);
}
