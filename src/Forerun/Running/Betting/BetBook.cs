using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Learning;
using Forerun.Ledgers;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running.Betting;

/// <summary>
/// The open bets of a run, and the guesses that were decided on. A value that the real world comes to know confirms or refutes them;
/// from that follow hits, misses, what beliefs learn, and how well the probabilities were calibrated. A bet stands on one more guess
/// than it names, that its call will be asked for: a right guess of a last step leads nowhere, and is no hit (ours).
/// </summary>
internal sealed class BetBook(Equivalents equivalents, Staging staging)
{
    private readonly List<Open> open = [];
    private readonly List<Guessed> guesses = [];
    private readonly List<Open> confirmed = [];
    private readonly List<Guessed> right = [];
    private int moment;

    public int Hits { get; private set; }
    public int Misses { get; private set; }
    public int Cancelled { get; private set; }

    /// <summary>Sum of (P − outcome)² over the guesses decided on whose truth became known, and their number.</summary>
    public (double Sum, int Count) Brier { get; private set; }

    /// <summary>The same guesses by how likely they were said to be; empty while there are none.</summary>
    public ReliabilityBin[] Reliability { get; private set; } = [];

    /// <summary>A policy is about to choose again.</summary>
    public void NextMoment() => moment++;

    /// <summary>
    /// A guess is decided on. Estimated again with another probability it is the same guess: one truth is one observation. Of
    /// several guesses on one reading in one moment, which exclude each other, the belief learns from the first; of a router's, whenever
    /// they came: each is right 1 time in k, but not independently. Each edge learns by itself: whoever reads the guess beside others.
    /// </summary>
    public void Decided(Guess guess, Bet bet, Call reader, Belief belief)
    {
        foreach (var known in guesses)
            if (known.Belief == belief && IsSame(known.Guess, guess)) return;
        var isFirst = !guesses.Exists(known =>
            known.IsFirst && known.Belief == belief && known.Guess.Reading == guess.Reading && (known.Moment == moment || belief.Prior.Symmetric));
        guesses.Add(new Guessed(
            guess, bet, reader, [.. bet.Guesses.Where(g => g != guess)], [.. bet.Calls.Select(c => c.Key)], belief, guess.Probability ?? belief.Probability,
            Staging.Needed(bet, guess.Probability ?? belief.Probability), isFirst, moment));
    }

    /// <summary>An attempt has started on guesses that the real world says nothing of yet.</summary>
    public void Placed(Attempt attempt, Bet bet, IEnumerable<Guess> unknown) => open.Add(new Open(attempt, bet, [.. unknown]));

    /// <summary>The bet that an attempt is, while its truth is not known.</summary>
    public Bet? Of(Attempt attempt) => open.Find(o => o.Attempt == attempt)?.Bet;

    /// <summary>The real world knows a slot. Calls back with each bet that this refutes.</summary>
    public void Know(string slot, Value value, Action<Attempt, Bet, Outcome> decided)
    {
        for (var i = guesses.Count - 1; i >= 0; i--)
            if (Settles(guesses[i], slot, value)) guesses.RemoveAt(i);
        foreach (var guessed in right.FindAll(g => IsUnderMistaken(g, slot, value))) Learn(guessed, true);
        for (var i = open.Count - 1; i >= 0; i--)
        {
            var bet = open[i];
            var refuted = bet.Left.Exists(g => g.Reading.Slot == slot && !equivalents.Holds(bet.Bet, bet.Attempt.Call, g, value));
            if (bet.Left.RemoveAll(g => g.Reading.Slot == slot) == 0 || (!refuted && bet.Left.Count > 0)) continue;
            open.RemoveAt(i);
            if (refuted) Decide(bet, Outcome.Miss, decided);
            else confirmed.Add(bet);
        }
    }

    /// <summary>The real world asks for a call. Calls back with each bet on it whose guesses were all confirmed: a hit.</summary>
    public void Asked(Key call, Action<Attempt, Bet, Outcome> decided)
    {
        foreach (var guessed in right.FindAll(g => g.Calls.Contains(call))) Learn(guessed, true);
        foreach (var bet in confirmed.FindAll(b => b.Attempt.Call.Key == call)) Decide(bet, Outcome.Hit, decided);
    }

    /// <summary>The run is over. What was guessed right and never asked for was not worth guessing, if the run came to its answer.</summary>
    public void Ended(bool isAnswered, Action<Attempt, Bet, Outcome> decided)
    {
        foreach (var guessed in right.ToList()) Learn(guessed, !isAnswered || guessed.Under.Count > 0);
        foreach (var bet in confirmed.ToList()) Decide(bet, isAnswered ? Outcome.Miss : Outcome.Cancelled, decided);
    }

    /// <summary>An attempt was stopped: if it was an open bet, its truth does not matter any more.</summary>
    public Bet? Stopped(Attempt attempt)
    {
        var at = open.FindIndex(o => o.Attempt == attempt);
        if (at < 0) return null;
        var bet = open[at].Bet;
        open.RemoveAt(at);
        Cancelled++;
        return bet;
    }

    private void Decide(Open bet, Outcome outcome, Action<Attempt, Bet, Outcome> decided)
    {
        confirmed.Remove(bet);
        if (outcome == Outcome.Hit) Hits++;
        else if (outcome == Outcome.Miss) Misses++;
        else Cancelled++;
        decided(bet.Attempt, bet.Bet, outcome);
    }

    private void Learn(Guessed guessed, bool hit)
    {
        right.Remove(guessed);
        if (!guessed.IsFirst) return;
        if (!guessed.Bet.IsPurchase) guessed.Belief.Observe(hit); // how good a draft is, whoever buys it learns
        staging.Known(guessed.Guess, guessed.Bet, guessed.Reader, guessed.Probability, guessed.Needed, hit);
    }

    private static bool IsSame(Guess one, Guess other) =>
        ReferenceEquals(one, other) || (one.Reading == other.Reading && one.By == other.By && one.Value.Equals(other.Value));

    private bool Settles(Guessed guessed, string slot, Value value)
    {
        foreach (var under in guessed.Under)
            if (under.Reading.Slot == slot && !Holds(guessed, under, value)) return true;
        guessed.Under.RemoveAll(g => g.Reading.Slot == slot);
        if (guessed.Guess.Reading.Slot != slot) return false;
        if (equivalents.IsRight(guessed.Bet, guessed.Guess, value) is not { } hit) return true; // nobody will ever know
        if (hit && !guessed.Bet.IsPurchase) right.Add(guessed);
        else Learn(guessed, hit); // nobody ever asks for what is bought: that its world came true is all there is to know
        var miss = guessed.Probability - (hit ? 1 : 0);
        Brier = (Brier.Sum + (miss * miss), Brier.Count + 1);
        if (Reliability.Length == 0) Reliability = new ReliabilityBin[ReliabilityBin.Bins];
        ref var bin = ref Reliability[ReliabilityBin.Of(guessed.Probability)];
        bin = bin.With(guessed.Probability, hit);
        return true;
    }

    private sealed record Open(Attempt Attempt, Bet Bet, List<Guess> Left);

    private bool Holds(Guessed guessed, Guess under, Value value) => equivalents.Holds(guessed.Bet, guessed.Bet.Calls[0], under, value);

    /// <summary>Whether a guess beside this one turns out wrong now, so that its call won't be asked for and nothing follows from that.</summary>
    private bool IsUnderMistaken(Guessed guessed, string slot, Value value)
    {
        var mistaken = guessed.Under.Exists(g => g.Reading.Slot == slot && !Holds(guessed, g, value));
        guessed.Under.RemoveAll(g => g.Reading.Slot == slot);
        return mistaken;
    }

    private sealed record Guessed(
        Guess Guess, Bet Bet, Call Reader, List<Guess> Under, IReadOnlyList<Key> Calls, Belief Belief, double Probability, double Needed, bool IsFirst, int Moment);
}
