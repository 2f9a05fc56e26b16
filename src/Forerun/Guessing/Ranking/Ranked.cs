using Forerun.Guessing.Contexts;
using Forerun.Learning;
using Forerun.Workflows;

namespace Forerun.Guessing.Ranking;

/// <summary>
/// All sources as one: what followed in the same contexts, and what other predictors offer, each value once, the likeliest first, with a
/// probability that is calibrated by what became of such guesses before. What must be bought is passed on.
/// </summary>
/// <param name="contexts">What has followed what. One a tenant.</param>
/// <param name="acceptance">What became of guesses; it may be shared between tenants.</param>
/// <param name="others">Other predictors: drafters, a workflow's own.</param>
public sealed class Ranked(ContextMixture contexts, Acceptance acceptance, params IReadOnlyList<IPredictor> others) : IPredictor
{
    /// <summary>How many guesses are offered for one output at most.</summary>
    public const int Most = 8;

    /// <summary>An acceptance that has learned nothing yet.</summary>
    public static Acceptance NewAcceptance() => new(Signs.Prior);

    /// <inheritdoc/>
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        var expected = contexts.Likely(world, upstream, reading.Path);
        var candidates = Candidates.Of(expected, Others(world, upstream, reading, offers));
        Span<double> probabilities = stackalloc double[candidates.All.Count];
        var sum = 0.0;
        Span<double> signs = stackalloc double[Signs.Count];
        for (var i = 0; i < probabilities.Length; i++)
        {
            Signs.Of(candidates.All[i], i, expected, candidates.Drafts, signs);
            sum += probabilities[i] = acceptance.Probability(upstream.Operation.KeyName, signs);
        }

        List<(Candidate Candidate, double Probability)> ranked = [];
        for (var i = 0; i < probabilities.Length; i++)
            if (probabilities[i] / Math.Max(1, sum) is >= ContextMixture.Least and var p) ranked.Add((candidates.All[i], p));
        foreach (var (candidate, p) in ranked.OrderByDescending(r => r.Probability).Take(Most))
            offers.Add(new Offer(new Guess(reading, candidate.Value, candidate.By, p), candidate.Bought));
    }

    /// <inheritdoc/>
    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        foreach (var reading in readings)
        {
            var truth = reading.Of(value);
            var expected = contexts.Likely(real, upstream, reading.Path);
            var offered = Others(real, upstream, reading, null);
            Learn(upstream, expected, offered, truth);
            if (offered.RemoveAll(o => o.Buy is not null) > 0) Learn(upstream, expected, offered, truth); // as it was before drafts were there
        }

        contexts.Observe(real, upstream, value, readings);
        foreach (var other in others) other.Observe(real, upstream, value, readings);
    }

    private void Learn(Call upstream, Expected expected, List<Offer> others, Value truth)
    {
        Span<double> signs = stackalloc double[Signs.Count];
        var candidates = Candidates.Of(expected, others);
        for (var i = 0; i < candidates.All.Count; i++)
        {
            Signs.Of(candidates.All[i], i, expected, candidates.Drafts, signs);
            acceptance.Observe(upstream.Operation.KeyName, signs, candidates.All[i].Value.Equals(truth));
        }
    }

    /// <summary>What the other sources have in hand; what must be bought goes to <paramref name="toBuy"/>.</summary>
    private List<Offer> Others(World world, Call upstream, Reading reading, ICollection<Offer>? toBuy)
    {
        List<Offer> all = [];
        foreach (var other in others) other.Offer(world, upstream, reading, all);
        foreach (var offer in all)
            if (offer is { InHand: null, Buy: not null }) toBuy?.Add(offer);
        all.RemoveAll(o => o.InHand is null || o.InHand.Reading != reading);
        return all;
    }
}
