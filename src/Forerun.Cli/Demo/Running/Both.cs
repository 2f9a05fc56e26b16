using Forerun.Ledgers;

namespace Forerun.Cli.Demo.Running;

/// <summary>Two ledgers that get the same rows.</summary>
internal sealed class Both(ILedger first, ILedger second) : ILedger
{
    /// <inheritdoc/>
    public void Append(LedgerRow row)
    {
        first.Append(row);
        second.Append(row);
    }
}
