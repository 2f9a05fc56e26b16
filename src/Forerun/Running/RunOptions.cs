using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Shelving;

namespace Forerun.Running;

/// <summary>What a run starts with.</summary>
/// <param name="Tags">Whose run it is.</param>
/// <param name="Learned">What earlier runs have learned.</param>
public sealed record RunOptions(Tags Tags, Learned Learned)
{
    /// <summary>The settings at its start.</summary>
    public Settings Settings { get; init; } = new();

    /// <summary>Where decisions and dollars are written. Default: nowhere.</summary>
    public ILedger? Ledger { get; init; }

    /// <summary>What earlier runs have paid for and not used, of whose conversation and tenant it is. Default: nothing.</summary>
    public IReadOnlyList<Shelved> Shelved { get; init; } = [];

    /// <summary>When it began, by the wall clock: dated prices are looked up by it.</summary>
    public DateTimeOffset Began { get; init; }
}

/// <summary>What became of a run.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Answer">Its answer, if it has one.</param>
/// <param name="AnsweredAt">When the answer was known, since its beginning.</param>
/// <param name="SettledAt">When nothing of it was left.</param>
/// <param name="Cost">USD of all its attempts; calls without a known price are not in it.</param>
/// <param name="UnknownCosts">How many attempts had no known price.</param>
/// <param name="Detail">What went wrong, if anything did.</param>
public sealed record RunResult(
    RunEnd End, Workflows.Value? Answer, TimeSpan AnsweredAt, TimeSpan SettledAt, Pricing.Usd Cost, int UnknownCosts, string? Detail)
{
    /// <summary>Bets placed: hits, misses and cancelled ones.</summary>
    public int Bets => Hits + Misses + Cancelled;

    /// <summary>Bets whose guesses were all confirmed.</summary>
    public int Hits { get; init; }

    /// <summary>Bets of which a guess was refuted.</summary>
    public int Misses { get; init; }

    /// <summary>Bets that were stopped before their truth was known.</summary>
    public int Cancelled { get; init; }

    /// <summary>Rows that the ledger has not taken; <see cref="Cost"/> has their dollars all the same.</summary>
    public int Unwritten { get; init; }

    /// <summary>Calls that were answered with what an earlier run had paid for. They are no bets of this run.</summary>
    public int FromShelf { get; init; }

    /// <summary>USD paid for guesses that were confirmed.</summary>
    public Pricing.Usd ConfirmedGuesses { get; init; }

    /// <summary>Sum of (P − outcome)² over the guesses decided on whose truth became known, and their number.</summary>
    public (double Sum, int Count) Brier { get; init; }

    /// <summary>The same guesses by how likely they were said to be, in tenths; empty if there were none.</summary>
    public IReadOnlyList<Learning.ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>Sum and number of depths: of episodes where the policy works in them, else 1 + the guesses under each attempt.</summary>
    public (long Sum, int Count) Depth { get; init; }
}
