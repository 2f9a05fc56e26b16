using Forerun.Ledgers;

namespace Forerun.Cli.Replaying;

/// <summary>Keeps the rows of one run, and hands all rows on.</summary>
internal sealed class OneRun(string run) : ILedger
{
    private readonly MemoryLedger kept = new();
    private ILedger? next;

    /// <summary>The rows of the run.</summary>
    public IReadOnlyList<LedgerRow> Rows => kept.Rows;

    /// <summary>This ledger, with another behind it.</summary>
    public OneRun Before(ILedger? other)
    {
        next = other;
        return this;
    }

    /// <inheritdoc/>
    public void Append(LedgerRow row)
    {
        if (row.Tags.Run == run) kept.Append(row);
        next?.Append(row);
    }
}
