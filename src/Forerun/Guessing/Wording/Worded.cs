using Forerun.Workflows;

namespace Forerun.Guessing.Wording;

/// <summary>
/// Weighs guesses of what a call returns anew by the words that have come of it: "Let me look that up" makes one tool likelier and another
/// less, and so does a reason that is written before the route. So while it streams, bets on it are held, dropped, or changed for better ones.
/// Learns from whole outputs (ours).
/// </summary>
/// <param name="predictor">Whose guesses.</param>
/// <param name="before">What was said before what. One a tenant.</param>
/// <param name="speech">How words are told from values.</param>
internal sealed class Worded(IPredictor predictor, SaidBefore before, Speech speech) : IPredictor
{
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (WordsOf(world, upstream) is not { } words)
        {
            predictor.Offer(world, upstream, reading, offers);
            return;
        }

        List<Offer> plain = [];
        predictor.Offer(world, upstream, reading, plain);
        foreach (var offer in before.Ask(upstream.Operation.KeyName, reading.Path, sayings => new Weighing(sayings, speech, words).Of(plain, reading), plain)) offers.Add(offer);
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        if (WordsOf(real, upstream) is { } words)
            foreach (var reading in readings)
                Learn(real, upstream, reading, reading.Of(value), words);
        predictor.Observe(real, upstream, value, readings);
    }

    private HashSet<string>? WordsOf(World world, Call call) =>
        call.Operation.Kind == OperationKind.Model && world.Growing(call.Key) is { Text.Length: > 0 } growing
        && SaidWords.Of(speech.WordsIn(growing)) is { Count: > 0 } words ? words : null;

    private void Learn(World real, Call upstream, Reading reading, Value truth, HashSet<string> words)
    {
        if (speech.LabelOf(truth) is not { } label) return;
        List<Offer> offers = [];
        predictor.Offer(real, upstream, reading, offers);
        before.Learn(upstream.Operation.KeyName, reading.Path, sayings =>
        {
            sayings.Learn(label, words);
            foreach (var offer in offers)
            {
                if (offer.InHand is not { } guess) continue;
                if (speech.NamedIn(guess.Value) is { } named) sayings.Learn(guess.Value.Equals(truth), SaidWords.Name(words, named));
                if (guess.Probability is null) sayings.LearnOf(guess.By, guess.Value.Equals(truth));
            }
        });
    }
}
