using Forerun.Cli.Demo.Mail;
using Forerun.Defining.Reporting;
using Forerun.Ledgers;
using Forerun.Traces;

namespace Forerun.Cli.Demo.Running;

/// <summary>What became of one letter in one pass.</summary>
/// <param name="Number">Which letter, from 1.</param>
/// <param name="Report">Seconds, dollars and bets.</param>
/// <param name="Began">When its run began, since the beginning of the pass.</param>
internal sealed record LetterResult(int Number, RunReport Report, TimeSpan Began)
{
    /// <summary>The answer; null if there is none.</summary>
    public Receipt? Answer { get; init; }

    /// <summary>Why there is none, in a sentence.</summary>
    public string? Error { get; init; }

    /// <summary>What it really asked for, did and answered, in that order.</summary>
    public IReadOnlyList<RecordLine> Lines { get; init; } = [];

    /// <summary>Its rows of the ledger.</summary>
    public IReadOnlyList<LedgerRow> Rows { get; init; } = [];

    /// <summary>What it really did, as a line of a trace; null if nothing.</summary>
    public TraceRun? Trace { get; init; }
}
