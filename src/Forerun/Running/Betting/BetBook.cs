using Forerun.Deciding;
using Forerun.Learning;
using Forerun.Ledgers;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running.Betting;

/// <summary>
/// The open bets of a run, and the guesses that were decided on. A value that the real world comes to know confirms or refutes them;
/// from that follow hits, misses, what beliefs learn, and how well the probabilities were calibrated.
/// </summary>
internal sealed class BetBook
{
    private readonly List<Open> open = [];
    private readonly List<Guessed> guesses = [];
    private int moment;

    public int Hits { get; private set; }
    public int Misses { get; private set; }
    public int Cancelled { get; private set; }

    /// <summary>Sum of (P − outcome)² over the guesses decided on whose truth became known, and their number.</summary>
    public (double Sum, int Count) Brier { get; private set; }

    /// <summary>A policy is about to choose again.</summary>
    public void NextMoment() => moment++;

    /// <summary>
    /// A guess is decided on. Estimated again with another probability it is the same guess: one truth is one observation. Of
    /// several guesses on one reading in one moment, which exclude each other, the belief learns from the first; of a router's, whenever
    /// they came: each is right 1 time in k, but not independently.
    /// </summary>
    public void Decided(Guess guess, Bet bet, Belief belief)
    {
        foreach (var known in guesses)
            if (known.Belief == belief && IsSame(known.Guess, guess)) return;
        var isFirst = !guesses.Exists(known =>
            known.IsFirst && known.Belief == belief && known.Guess.Reading == guess.Reading && (known.Moment == moment || belief.Prior.Symmetric));
        guesses.Add(new Guessed(guess, [.. bet.Guesses.Where(g => g != guess)], belief, guess.Probability ?? belief.Probability, isFirst, moment));
    }

    /// <summary>An attempt has started on guesses that the real world says nothing of yet.</summary>
    public void Placed(Attempt attempt, Bet bet, IEnumerable<Guess> unknown) => open.Add(new Open(attempt, bet, [.. unknown]));

    /// <summary>The bet that an attempt is, while its truth is not known.</summary>
    public Bet? Of(Attempt attempt) => open.Find(o => o.Attempt == attempt)?.Bet;

    /// <summary>The real world knows a slot. Calls back with each bet that this decides.</summary>
    public void Know(string slot, Value value, Action<Attempt, Bet, Outcome> decided)
    {
        for (var i = guesses.Count - 1; i >= 0; i--)
            if (Settles(guesses[i], slot, value)) guesses.RemoveAt(i);
        for (var i = open.Count - 1; i >= 0; i--)
        {
            var bet = open[i];
            var refuted = bet.Left.Exists(g => g.Reading.Slot == slot && !g.IsConfirmedBy(value));
            if (bet.Left.RemoveAll(g => g.Reading.Slot == slot) == 0 || (!refuted && bet.Left.Count > 0)) continue;
            open.RemoveAt(i);
            if (refuted) Misses++;
            else Hits++;
            decided(bet.Attempt, bet.Bet, refuted ? Outcome.Miss : Outcome.Hit);
        }
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

    private static bool IsSame(Guess one, Guess other) =>
        ReferenceEquals(one, other) || (one.Reading == other.Reading && one.By == other.By && one.Value.Equals(other.Value));

    private bool Settles(Guessed guessed, string slot, Value value)
    {
        foreach (var under in guessed.Under)
            if (under.Reading.Slot == slot && !under.IsConfirmedBy(value)) return true;
        guessed.Under.RemoveAll(g => g.Reading.Slot == slot);
        if (guessed.Guess.Reading.Slot != slot) return false;
        var hit = guessed.Guess.IsConfirmedBy(value);
        if (guessed.IsFirst) guessed.Belief.Observe(hit);
        var miss = guessed.Probability - (hit ? 1 : 0);
        Brier = (Brier.Sum + (miss * miss), Brier.Count + 1);
        return true;
    }

    private sealed record Open(Attempt Attempt, Bet Bet, List<Guess> Left);

    private sealed record Guessed(Guess Guess, List<Guess> Under, Belief Belief, double Probability, bool IsFirst, int Moment);
}
