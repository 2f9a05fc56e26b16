using Forerun.Deciding;
using Forerun.Pricing;

namespace Forerun.Ledgers;

/// <summary>Whose run it is. Every row carries it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="Policy">Which policy chose the bets.</param>
/// <param name="Tenant">Whose data; null for a deployment with one tenant.</param>
/// <param name="Conversation">The conversation that the run belongs to; null for none.</param>
public sealed record Tags(string Run, string Workflow, string Policy, string? Tenant = null, string? Conversation = null);

/// <summary>A row of the ledger. Append only; carries no content, only digests.</summary>
/// <param name="Tags">Whose run.</param>
/// <param name="At">Time since the run began.</param>
public abstract record LedgerRow(Tags Tags, TimeSpan At);

/// <summary>A decision, written when it first falls and whenever its verdict changes.</summary>
/// <param name="Tags">Whose run.</param>
/// <param name="At">Time since the run began.</param>
/// <param name="Slots">The slots of the calls it is about.</param>
/// <param name="Edge">Upstream and downstream, for people.</param>
/// <param name="Guesses">Who guessed and the digest of what.</param>
/// <param name="Decision">The verdict with all that it followed from.</param>
public sealed record DecisionRow(
    Tags Tags, TimeSpan At, IReadOnlyList<string> Slots, string Edge, IReadOnlyList<string> Guesses, Decision Decision) : LedgerRow(Tags, At)
{
    /// <summary>Equal if all it says is equal, slots and guesses in their order.</summary>
    public bool Equals(DecisionRow? other) =>
        base.Equals(other) && Edge == other.Edge && Decision == other.Decision
        && Slots.SequenceEqual(other.Slots) && Guesses.SequenceEqual(other.Guesses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Edge, Decision, Slots.Count, Guesses.Count);
}

/// <summary>How an attempt ended and what it cost, without tries before its last: each of them has a <see cref="TryRow"/>.</summary>
/// <param name="Tags">Whose run.</param>
/// <param name="At">When it ended.</param>
/// <param name="Attempt">Its number within the run.</param>
/// <param name="Slot">The slot it was started for.</param>
/// <param name="Operation">What it ran.</param>
/// <param name="Model">The model, for model calls.</param>
/// <param name="Key">What made it the same call as another.</param>
/// <param name="Standing">Authoritative, bet, or purchase of a guess.</param>
/// <param name="End">Finished, failed or cancelled.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Usage">Tokens; null where nobody said.</param>
/// <param name="Fraction">Share of the output produced, 1 unless cancelled.</param>
/// <param name="Cost">USD charged; null: no price known, never zero.</param>
/// <param name="PriceBook">The price-book version that it was charged by.</param>
public sealed record AttemptRow(
    Tags Tags, TimeSpan At, int Attempt, string Slot, string Operation, string? Model, string Key, Standing Standing, AttemptEnd End,
    TimeSpan StartedAt, TokenUsage? Usage, decimal Fraction, Usd? Cost, string PriceBook) : LedgerRow(Tags, At);

/// <summary>A try of an attempt that failed and was followed by another. What it cost is not in the attempt's own row.</summary>
/// <param name="Tags">Whose run.</param>
/// <param name="At">When it failed.</param>
/// <param name="Attempt">The number of the attempt within the run.</param>
/// <param name="Number">Which of its tries, from 1.</param>
/// <param name="Operation">What it ran.</param>
/// <param name="Model">The model, for model calls.</param>
/// <param name="Why">What went wrong, in a word or two; never content.</param>
/// <param name="Usage">The tokens that it used, counted where the service did not say; null: it was not billed.</param>
/// <param name="Cost">USD charged; null: no price known, never zero.</param>
/// <param name="PriceBook">The price-book version that it was charged by.</param>
public sealed record TryRow(
    Tags Tags, TimeSpan At, int Attempt, int Number, string Operation, string? Model, string Why, TokenUsage? Usage, Usd? Cost,
    string PriceBook) : LedgerRow(Tags, At);

/// <summary>A call was answered with what an earlier run has paid for. It costs this run nothing and is in no sum.</summary>
/// <param name="Tags">Whose run.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Attempt">Its number within the run; it has no row of its own.</param>
/// <param name="Slot">The slot it answers.</param>
/// <param name="Operation">What was run.</param>
/// <param name="Key">What made it the same call.</param>
/// <param name="PaidBy">The run that was charged.</param>
/// <param name="PaidAttempt">The attempt's number in that run.</param>
/// <param name="Paid">USD that run was charged; null: no price known, never zero.</param>
/// <param name="Age">How long ago the call had ended, by the wall clock.</param>
public sealed record AdoptionRow(
    Tags Tags, TimeSpan At, int Attempt, string Slot, string Operation, string Key, string PaidBy, int PaidAttempt, Usd? Paid,
    TimeSpan Age) : LedgerRow(Tags, At);

/// <summary>What came of a bet.</summary>
/// <param name="Tags">Whose run.</param>
/// <param name="At">When its truth became known, or it was stopped before.</param>
/// <param name="Attempt">The attempt that was the bet.</param>
/// <param name="Outcome">Hit, miss or cancelled.</param>
/// <param name="Saved">How much earlier it had started than it was asked for; zero unless it hit.</param>
public sealed record BetRow(Tags Tags, TimeSpan At, int Attempt, Outcome Outcome, TimeSpan Saved) : LedgerRow(Tags, At)
{
    /// <summary>How a hit was confirmed: 1 exactly, 2 and 3 by what is merely equivalent, which is lossy. 1 for all else.</summary>
    public int Tier { get; init; } = 1;
}

/// <summary>The settings changed while the run was under way.</summary>
/// <param name="Tags">Whose run.</param>
/// <param name="At">When.</param>
/// <param name="Dial">alpha.</param>
/// <param name="ValueOfTime">lambda in USD per second.</param>
/// <param name="Enabled">The kill-switch.</param>
/// <param name="PriceBook">The price-book version.</param>
public sealed record SettingsRow(Tags Tags, TimeSpan At, decimal Dial, Usd ValueOfTime, bool Enabled, string PriceBook) : LedgerRow(Tags, At);

/// <summary>How a run ended.</summary>
/// <param name="Tags">Whose run.</param>
/// <param name="At">When it was settled.</param>
/// <param name="End">How.</param>
/// <param name="AnsweredAt">When its answer was known; null if it never was.</param>
/// <param name="Cost">The sum of all its attempts and their tries, USD.</param>
/// <param name="Detail">What went wrong, if anything did.</param>
public sealed record RunRow(Tags Tags, TimeSpan At, RunEnd End, TimeSpan? AnsweredAt, Usd Cost, string? Detail) : LedgerRow(Tags, At)
{
    /// <summary>When it began, by the wall clock; of a replay: by which day's prices. Null: the file is of an earlier version.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>How long people waited: until the answer, without the time in which only a person was at work. Null: it did not get to its end.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>How long they would have waited without bets for the same calls (docs/savings.md); null where <see cref="Waited"/> is.</summary>
    public TimeSpan? WithoutBets { get; init; }

    /// <summary>
    /// The attempts that were begun on a guess and that the run went on with, so that it would have made them anyway: those of bets that hit
    /// and had not become stale, and what a wrong guess happened to call as the truth did. Null: the file is of an earlier version.
    /// </summary>
    public IReadOnlyList<int>? Adopted { get; init; }

    /// <summary>Equal if all it says is equal, adopted attempts in their order.</summary>
    public bool Equals(RunRow? other) =>
        base.Equals(other) && (End, AnsweredAt, Cost, Detail, Began, Waited, WithoutBets)
            == (other.End, other.AnsweredAt, other.Cost, other.Detail, other.Began, other.Waited, other.WithoutBets)
        && (Adopted is null ? other.Adopted is null : other.Adopted is not null && Adopted.SequenceEqual(other.Adopted));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), End, AnsweredAt, Cost, Detail, Adopted?.Count);
}

/// <summary>What an attempt counts as.</summary>
public enum Standing
{
    /// <summary>The real world asked for it.</summary>
    Authoritative,

    /// <summary>Started on at least one guess.</summary>
    Bet,

    /// <summary>Started to buy a guess.</summary>
    Purchase,
}

/// <summary>How an attempt ended.</summary>
public enum AttemptEnd
{
    /// <summary>With an output.</summary>
    Finished,

    /// <summary>With an error.</summary>
    Failed,

    /// <summary>Stopped and awaited.</summary>
    Cancelled,
}

/// <summary>What came of a bet.</summary>
public enum Outcome
{
    /// <summary>All guesses confirmed.</summary>
    Hit,

    /// <summary>One refuted.</summary>
    Miss,

    /// <summary>Stopped before that was known.</summary>
    Cancelled,
}

/// <summary>How a run ended.</summary>
public enum RunEnd
{
    /// <summary>With an answer.</summary>
    Answered,

    /// <summary>A real call failed for good.</summary>
    Failed,

    /// <summary>The next real call could not be paid. Resumable.</summary>
    BudgetExceeded,

    /// <summary>The caller cancelled it.</summary>
    Cancelled,
}
