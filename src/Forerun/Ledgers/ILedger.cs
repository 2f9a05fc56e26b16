namespace Forerun.Ledgers;

/// <summary>Where every decision and every dollar is written. Append only.</summary>
public interface ILedger
{
    /// <summary>Adds a row. Called from many runs at once.</summary>
    void Append(LedgerRow row);
}

/// <summary>A ledger that keeps its rows in memory.</summary>
public sealed class MemoryLedger : ILedger
{
    private readonly Lock gate = new();
    private readonly List<LedgerRow> rows = [];

    /// <summary>A copy of the rows so far.</summary>
    public IReadOnlyList<LedgerRow> Rows
    {
        get { lock (gate) return [.. rows]; }
    }

    /// <inheritdoc/>
    public void Append(LedgerRow row)
    {
        lock (gate) rows.Add(row);
    }
}
