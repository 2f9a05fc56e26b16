using Forerun.Workflows;

namespace Forerun.Guessing;

/// <summary>
/// Offers that a verifier changes nothing: what it checks, as it stands, for what it will return (Sherlock, arXiv 2511.00330). Costs
/// nothing and knows nothing of how often that is so: the belief does.
/// </summary>
public sealed class Unverified : IPredictor
{
    /// <summary>Who offers it: beliefs and ledger rows are kept by it.</summary>
    public const string Name = "unverified";

    /// <inheritdoc/>
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (Of(world, upstream, reading) is { } guess) offers.Add(new Offer(guess, null));
    }

    /// <inheritdoc/>
    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }

    /// <summary>
    /// The guess that a verifier changes nothing of what is read; null if the call is none, or if what it checks is not there yet or is
    /// itself a guess: there has to be an output that waits for its verdict.
    /// </summary>
    public static Guess? Of(World world, Call verifier, Reading reading)
    {
        if (!verifier.Operation.IsVerifier || verifier.Reads.FirstOrDefault(d => !d.IsOrder) is not { Reading: var isChecked }) return null;
        if (world.IsGuessed(isChecked.Slot) || world.Read(isChecked) is not { } output) return null;
        return new Guess(reading, reading.Of(output), Name);
    }
}
