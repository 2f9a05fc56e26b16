using Forerun.Ledgers;

namespace Forerun.AI.Speculating.Reporting;

/// <summary>Keeps the ledger rows of a conversation until the turn that they belong to is told.</summary>
internal sealed class Witness : ILedger
{
    private readonly Lock gate = new();
    private List<LedgerRow> rows = [];

    public void Append(LedgerRow row)
    {
        if (row is not (AttemptRow or TryRow or BetRow)) return;
        lock (gate) rows.Add(row);
    }

    /// <summary>Takes the rows since the last time.</summary>
    public IReadOnlyList<LedgerRow> Take()
    {
        lock (gate)
        {
            var taken = rows;
            rows = [];
            return taken;
        }
    }
}
