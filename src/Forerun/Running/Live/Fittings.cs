using System.Diagnostics;
using Forerun.Guessing;
using Forerun.Ledgers;

namespace Forerun.Running.Live;

/// <summary>What one run has of its own, beside what the engine gives to all.</summary>
/// <param name="Performer">Makes the one who does the calls, by the run's id.</param>
/// <param name="Witness">Sees every row of the run as well. Default: nobody.</param>
/// <param name="Predictor">Is asked before the engine's predictor. Default: nobody.</param>
/// <param name="Began">When the caller asked for the run, by the engine's clock: what is done for it from then on is waited for. Default: now.</param>
internal sealed record Fittings(Func<string, IPerformer> Performer, ILedger? Witness = null, IPredictor? Predictor = null, long? Began = null)
{
    /// <summary>Of an agent: who asks for the turn that begins. Default (null): the run is no agent's.</summary>
    public Func<ActivityContext>? Caller { get; init; }

    public ILedger? Of(ILedger? ledger) => Witness is null ? ledger : ledger is null ? Witness : new Witnessed(ledger, Witness);

    /// <summary>What the run starts from: the guesses of its own, and those that its policy hears.</summary>
    public Learned Of(Learned learned, Hearing hearing) => learned.HeardBy(hearing, Predictor);

    private sealed class Witnessed(ILedger ledger, ILedger witness) : ILedger
    {
        public void Append(LedgerRow row)
        {
            ledger.Append(row);
            witness.Append(row);
        }
    }
}
