using Forerun.Workflows;

namespace Forerun.Guessing;

/// <summary>What a predictor offers: a guess in hand, or a call whose output would be one.</summary>
/// <param name="InHand">The guess; null if it must be bought first.</param>
/// <param name="Buy">The call that buys it; null for a guess that costs nothing.</param>
public readonly record struct Offer(Guess? InHand, Call? Buy)
{
    /// <summary>Who offers: the guess says; one that must be bought is by the operation that will make it, unless the predictor says.</summary>
    public string By { get; init; } = InHand?.By ?? Buy?.Operation.Name ?? "";
}

/// <summary>Who offers values before they are known.</summary>
public interface IPredictor
{
    /// <summary>
    /// Adds what it offers for the output of <paramref name="upstream"/>, asked for in <paramref name="world"/>. Whatever is thrown
    /// here is taken for "nothing": a predictor never fails a run (law 6).
    /// </summary>
    void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers);

    /// <summary>Learns what a call really returned; <paramref name="real"/> shows what had led to it.</summary>
    void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings);
}
