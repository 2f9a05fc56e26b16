using System.Text.Json;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Replies;
using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Guessing;

/// <summary>
/// Weighs guesses of the first call of a reply anew by the words that have come of it: "Let me look that up" makes one tool likelier and
/// another less. So while a reply streams its bets are held, dropped, or changed for better ones. Learns from whole replies (ours).
/// </summary>
/// <param name="predictor">Whose guesses.</param>
internal sealed class Worded(IPredictor predictor) : IPredictor
{
    private readonly Lock gate = new();
    private readonly SaidBefore before = new();

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        var plain = new List<Offer>();
        predictor.Offer(world, upstream, reading, plain);
        if (plain.Count > 0 && upstream.Argument is ModelAsk && world.Growing(upstream.Key) is { } growing && SaidWords.Of(Streams.WordsIn(growing)) is { Count: > 0 } words)
            lock (gate) plain = Weighed(plain, words);
        foreach (var offer in plain) offers.Add(offer);
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        if (upstream.Argument is ModelAsk && Said(value) is { Count: > 0 } words)
        {
            var reading = Slots.CallOf(upstream.Slot, 0);
            var offers = new List<Offer>();
            predictor.Offer(real, upstream, reading, offers);
            lock (gate)
            {
                before.Learn(Streams.CallsIn(value) is [var first, ..] ? first.Tool : "", words);
                foreach (var offer in offers)
                    if (offer.InHand is { } guess) before.Learn(guess.IsConfirmedBy(value), SaidWords.Name(words, guess.Value));
            }
        }

        predictor.Observe(real, upstream, value, readings);
    }

    private static HashSet<string> Said(Value reply) =>
        reply.Json.ValueKind == JsonValueKind.Object && (reply.Json.TryGetProperty("said", out var said) || reply.Json.TryGetProperty("reply", out said)) && said.ValueKind == JsonValueKind.String
            ? SaidWords.Of(said.GetString()!) : [];

    /// <summary>Bayes: what was likely before the words, by how much likelier they are before this call; what is not offered is no call.</summary>
    private List<Offer> Weighed(List<Offer> offers, HashSet<string> words)
    {
        var sum = Math.Max(0, 1 - offers.Sum(o => o.InHand?.Probability ?? 0)) * before.Ratio("", words);
        var named = offers.ConvertAll(o => o.InHand is { } guess && SaidWords.Name(words, guess.Value));
        var weights = new double[offers.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            if (offers[i].InHand is not { Probability: { } likely } guess) continue;
            var tool = new AskedCall(guess.Value.Json).Tool;
            // Not to be named says something only where another guess of the tool is: what is still to come may name it.
            var isRivalNamed = !named[i] && offers.Where((o, j) => named[j] && new AskedCall(o.InHand!.Value.Json).Tool == tool).Any();
            weights[i] = likely * before.Ratio(tool, words) * (named[i] || isRivalNamed ? before.NamedRatio(named[i]) : 1);
            sum += weights[i];
        }

        var weighed = new List<Offer>();
        for (var i = 0; i < weights.Length; i++)
        {
            if (offers[i].InHand is not { Probability: not null } guess) weighed.Add(offers[i]);
            else if (weights[i] / sum >= Forerun.Guessing.Tools.ToolPatterns.Least) weighed.Add(offers[i] with { InHand = guess with { Probability = weights[i] / sum } });
        }

        return weighed;
    }
}
