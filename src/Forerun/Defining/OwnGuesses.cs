using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>A workflow's own predictor of one step: from a value that may be known by then, what the step will return.</summary>
/// <param name="From">What it looks at.</param>
/// <param name="Predict">The guess, or null.</param>
internal sealed record OwnGuess(Reading From, Func<Value, Likely<Value>?> Predict);

/// <summary>Offers what a workflow's own predictors say. One that throws has nothing to say: others are asked instead.</summary>
internal sealed class OwnGuesses(IReadOnlyDictionary<string, OwnGuess> guesses, Value input) : IPredictor
{
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (!guesses.TryGetValue(upstream.Slot, out var own)) return;
        var from = own.From.Slot == Definition.Input ? own.From.Of(input) : world.Read(own.From);
        if (from is not null && Guessed(own, from) is { } likely)
            offers.Add(new Offer(new Guess(reading, reading.Of(likely.Value), "own", likely.Probability), null));
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }

    private static Likely<Value>? Guessed(OwnGuess own, Value from)
    {
        try
        {
            return own.Predict(from);
        }
#pragma warning disable CA1031 // the user's predictor may throw anything; it never fails a run (law 6)
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
