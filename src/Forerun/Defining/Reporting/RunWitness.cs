using Forerun.Ledgers;

namespace Forerun.Defining.Reporting;

/// <summary>Remembers the ledger rows of one run.</summary>
internal sealed class RunWitness : ILedger
{
    private readonly Lock gate = new();
    private readonly List<LedgerRow> rows = [];

    public IReadOnlyList<LedgerRow> Rows
    {
        get { lock (gate) return [.. rows]; }
    }

    public void Append(LedgerRow row)
    {
        lock (gate) rows.Add(row);
    }
}
