using Forerun.Ledgers;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Comparing;

/// <summary>The rows of single runs: replayed once more, with all that they learn from, and only their rows kept.</summary>
public static class Rerun
{
    /// <summary>The rows of each of these runs under a policy.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<LedgerRow>> Of(
        Trace trace, ReplayOptions options, string policy, IReadOnlyCollection<string> runs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);
        var kept = runs.ToDictionary(r => r, _ => new MemoryLedger());
        Curriculum.All(trace, options, policy, new Picked(kept), () => { }, cancellation);
        return kept.ToDictionary(k => k.Key, k => k.Value.Rows);
    }

    private sealed class Picked(Dictionary<string, MemoryLedger> kept) : ILedger
    {
        public void Append(LedgerRow row)
        {
            if (kept.TryGetValue(row.Tags.Run, out var ledger)) ledger.Append(row);
        }
    }
}
