namespace Forerun.Ledgers;

/// <summary>A ledger cannot be written or read; the message names the file, the line where there is one, and the fault.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>Says in one sentence what happened, where, and what to do.</summary>
    public LedgerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The line, from 1; null when the file as a whole is meant.</summary>
    public int? Line { get; init; }
}
