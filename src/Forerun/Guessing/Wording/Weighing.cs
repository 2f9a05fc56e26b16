using Forerun.Workflows;

namespace Forerun.Guessing.Wording;

/// <summary>
/// Bayes: what was likely before the words came, by how much likelier they are before that than before anything. What nobody offers is shared
/// by the values that came before, as often as they did, and by what never came (ours).
/// </summary>
/// <param name="sayings">What was said before what.</param>
/// <param name="speech">How words are told from values.</param>
/// <param name="words">The words that have come.</param>
internal readonly struct Weighing(Sayings sayings, Speech speech, HashSet<string> words)
{
    /// <summary>Who offers a value that only the words speak for, as ledger rows have it.</summary>
    public const string By = "words";

    /// <summary>What is less likely than this is not offered.</summary>
    private const double Least = 0.002;

    /// <summary>The offers with their new probabilities, likeliest first; those that must be bought come before, as they are.</summary>
    public List<Offer> Of(IReadOnlyList<Offer> plain, Reading reading)
    {
        List<Offer> weighed = [.. plain.Where(o => o.InHand is null)];
        var candidates = Offered(plain);
        var rest = 1 - candidates.Sum(c => c.Weight);
        var none = Unoffered(candidates, reading, rest);
        Weigh(candidates);
        var sum = candidates.Sum(c => c.Weight) + (none * sayings.Ratio("", words));
        foreach (var (offer, _, _, weight) in candidates.OrderByDescending(c => c.Weight))
            if (weight / sum >= Least) weighed.Add(offer with { InHand = offer.InHand! with { Probability = weight / sum } });
        return weighed;
    }

    /// <summary>What is offered, as likely as it was before; in sum at most 1.</summary>
    private List<Candidate> Offered(IReadOnlyList<Offer> plain)
    {
        List<Candidate> candidates = [];
        foreach (var offer in plain)
            if (offer.InHand is { } guess) candidates.Add(new Candidate(offer, speech.LabelOf(guess.Value), IsNamed(guess), guess.Probability ?? sayings.Trust(guess.By)));
        var sum = Math.Max(1, candidates.Sum(c => c.Weight));
        return candidates.ConvertAll(c => c with { Weight = c.Weight / sum });
    }

    /// <summary>Adds the values that nobody offers; gives what is left for what never came.</summary>
    private double Unoffered(List<Candidate> candidates, Reading reading, double rest)
    {
        List<(string Label, Value Value, int Times)> others = [];
        foreach (var (label, times) in sayings.Labels)
            if (!candidates.Exists(c => c.Label == label) && speech.ValueOf(label) is { } value) others.Add((label, value, times));
        var share = rest / (others.Sum(o => o.Times) + 1);
        foreach (var (label, value, times) in others)
            candidates.Add(new Candidate(new Offer(new Guess(reading, value, By), null), label, false, share * times));
        return rest - (share * others.Sum(o => o.Times));
    }

    private void Weigh(List<Candidate> candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var (_, label, isNamed, weight) = candidates[i];
            if (label is null) continue;
            // Not to be named says something only where another guess of the label is: what is still to come may name it.
            var isRivalNamed = !isNamed && candidates.Exists(c => c.IsNamed && c.Label == label);
            var named = isNamed || isRivalNamed ? sayings.NamedRatio(isNamed) : 1;
            candidates[i] = candidates[i] with { Weight = weight * sayings.Ratio(label, words) * named };
        }
    }

    private bool IsNamed(Guess guess) => speech.NamedIn(guess.Value) is { } members && SaidWords.Name(words, members);

    /// <param name="Offer">The guess.</param>
    /// <param name="Label">What it is counted as.</param>
    /// <param name="IsNamed">Whether the words name it.</param>
    /// <param name="Weight">How likely it is.</param>
    private sealed record Candidate(Offer Offer, string? Label, bool IsNamed, double Weight);
}
