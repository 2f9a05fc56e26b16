using System.Globalization;
using Forerun.Calibrating;
using Forerun.Pricing;

namespace Forerun.AI.Speculating.Reporting;

/// <summary>What a turn took, what it cost, and what came of its bets. See <see cref="SpeculationExtensions.Speculation"/>.</summary>
public sealed record TurnReport
{
    /// <summary>
    /// From the caller's request to the final reply. Where he has a loop of his own, each reply has a report, with the tools that he has called
    /// since the reply before, and the time that he has waited for them.
    /// </summary>
    public TimeSpan Took { get; init; }

    /// <summary>
    /// How long the same calls would have taken one after the other, each as long as it took here. What bets, early starts and reads side by
    /// side save is in it, and so is what the loop itself costs.
    /// </summary>
    public TimeSpan OneByOne { get; init; }

    /// <summary>How much sooner the reply came than one call after the other; negative if it came later.</summary>
    public TimeSpan Saved => OneByOne - Took;

    /// <summary>
    /// USD of all calls that have ended since the turn before, lost ones included. A call that was given up and has not ended yet is in the
    /// next turn's report; the ledger has all. Calls without a known price are not in it.
    /// </summary>
    public Usd Cost { get; init; }

    /// <summary>How many ended calls have no known price.</summary>
    public int UnknownCosts { get; init; }

    /// <summary>USD of bets that missed or were dropped.</summary>
    public Usd LostOnBets { get; init; }

    /// <summary>Bets whose guesses were all confirmed.</summary>
    public int Hits { get; init; }

    /// <summary>Bets of which a guess was refuted.</summary>
    public int Misses { get; init; }

    /// <summary>Bets that were dropped before their truth was known.</summary>
    public int Cancelled { get; init; }

    /// <summary>How edges come to be bet on: at once, or only after the gates of docs/calibration.md.</summary>
    public Entry Entry { get; init; }

    /// <summary>
    /// The tools that were called and of which nobody has declared what they do, so that nothing was bet on them. Null: there were none.
    /// </summary>
    public UndeclaredTools? Undeclared { get; init; }

    /// <summary>
    /// Where nothing could be begun on a draft, and why, in a sentence each. Where it could be and was not, the ledger's decisions say why.
    /// </summary>
    public IReadOnlyList<string> Undrafted { get; init; } = [];

    /// <summary>For people: seconds and dollars in a sentence or two.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Took.TotalSeconds:0.00} s, {OneByOne.TotalSeconds:0.00} s one by one; {Cost}, {LostOnBets} of it lost on bets; {Hits} hits, {Misses} missed, {Cancelled} cancelled{(Entry == Entry.Gated ? "; gated" : "")}.{(Undeclared is null ? "" : $" {Undeclared}")}");
}
