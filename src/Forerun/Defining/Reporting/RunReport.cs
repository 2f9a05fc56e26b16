using Forerun.Calibrating;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Defining.Reporting;

/// <summary>What a run took, what it cost, and what came of each bet.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="IsSettled">Whether nothing of it is left, so that all figures are final.</param>
public sealed record RunReport(string Run, string Workflow, bool IsSettled)
{
    /// <summary>How edges come to be bet on: at once, or only after the gates of docs/calibration.md.</summary>
    public Entry Entry { get; init; }

    /// <summary>How the run ended; null while it is under way, or not settled yet.</summary>
    public RunEnd? End { get; init; }

    /// <summary>What went wrong, if anything did.</summary>
    public string? Detail { get; init; }

    /// <summary>How long the caller waited for the answer; null without one.</summary>
    public TimeSpan? Answered { get; init; }

    /// <summary>
    /// How long the same calls would have taken without bets: each as long as it took here, and begun once all that it waited for is known, as in the
    /// ledger (docs/savings.md, ours). Null without an answer.
    /// </summary>
    public TimeSpan? WithoutBets { get; init; }

    /// <summary>How much sooner the bets made the answer; null where <see cref="WithoutBets"/> is.</summary>
    public TimeSpan? Saved => WithoutBets - Answered;

    /// <summary>USD of all calls that have ended, lost ones included; calls without a known price are not in it.</summary>
    public Usd Cost { get; init; }

    /// <summary>How many ended calls have no known price.</summary>
    public int UnknownCosts { get; init; }

    /// <summary>USD of bets that missed or were dropped.</summary>
    public Usd LostOnBets { get; init; }

    /// <summary>USD of guesses that were bought.</summary>
    public Usd PaidForGuesses { get; init; }

    /// <summary>The bets whose step has ended and whose truth is known or doesn't matter any more, in the order of that. All, once settled.</summary>
    public IReadOnlyList<BetReport> Bets { get; init; } = [];

    /// <summary>The bets that were weighed and never placed, with the last word on each.</summary>
    public IReadOnlyList<BetReport> Declined { get; init; } = [];

    /// <summary>
    /// The steps that went on with a guess that is merely equivalent to what came (tiers 2 and 3), and those that follow from them: what they
    /// return is lossy. Empty where nothing is.
    /// </summary>
    public IReadOnlyList<string> Lossy { get; init; } = [];

    /// <summary>Bets whose guesses were all confirmed.</summary>
    public int Hits => Count(Outcome.Hit);

    /// <summary>Bets of which a guess was refuted.</summary>
    public int Misses => Count(Outcome.Miss);

    /// <summary>Bets that were dropped before their truth was known.</summary>
    public int Cancelled => Count(Outcome.Cancelled);

    /// <summary>For people: seconds, dollars, and a line for each bet.</summary>
    public override string ToString() => Words.Of(this);

    private int Count(Outcome outcome) => Bets.Count(b => b.Outcome == outcome);
}
