using Forerun.Guessing.Contexts;
using Forerun.Workflows;

namespace Forerun.Guessing.Ranking;

/// <summary>The distinct values that are offered for one output, the likeliest by their sources first, and those that drafters said.</summary>
internal sealed record Candidates(IReadOnlyList<Candidate> All, IReadOnlyList<Value> Drafts)
{
    public static Candidates Of(Expected expected, IReadOnlyList<Offer> offers)
    {
        List<Candidate> all = new(expected.Values.Count + offers.Count);
        List<Value> drafts = [];
        foreach (var seen in expected.Values) all.Add(new Candidate(seen.Value, "contexts", seen.Probability) { Times = seen.Times });
        foreach (var offer in offers)
        {
            var guess = offer.InHand!;
            if (guess.Probability is null) drafts.Add(guess.Value);
            var at = all.FindIndex(c => c.Value.Equals(guess.Value));
            if (at < 0) all.Add(With(new Candidate(guess.Value, guess.By, ContextMixture.Least), offer));
            else all[at] = With(all[at], offer);
        }

        if (offers.Count > 0) all.Sort(static (one, other) => other.Prior.CompareTo(one.Prior));
        return new Candidates(all, drafts);
    }

    private static Candidate With(Candidate candidate, Offer offer) => candidate with
    {
        Prior = Math.Max(candidate.Prior, offer.InHand!.Probability ?? 0),
        Bought = candidate.Bought ?? offer.Buy,
        IsDrafted = candidate.IsDrafted || offer.InHand.Probability is null,
        IsSaid = candidate.IsSaid || offer.InHand.Probability is not null,
    };
}
