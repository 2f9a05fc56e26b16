using Forerun.Pricing;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Telemetry;

/// <summary>Shows the calls of a run to its spans, and changes nothing of them.</summary>
internal sealed class WatchedPerformer(IPerformer performer, RunSpans spans) : IPerformer
{
    /// <inheritdoc/>
    public void Wanted(Call call, bool isBegun) => performer.Wanted(call, isBegun);

    /// <inheritdoc/>
    public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        spans.Begun(call);
        try
        {
            var performance = await performer.PerformAsync(call, call.Operation.Kind == OperationKind.Model ? new Watched(flight, () => spans.Came(call)) : flight).ConfigureAwait(false);
            spans.Returned(call, performance.Output);
            return performance;
        }
        catch (Exception e)
        {
            spans.Threw(call, e);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken)
    {
        var value = await performer.CommitAsync(call, prepared, cancellationToken).ConfigureAwait(false);
        spans.Left(call, value);
        return value;
    }

    private sealed class Watched(IFlight flight, Action came) : IFlight
    {
        private int hasCome;

        public CancellationToken Cancellation => flight.Cancellation;

        public bool IsEarly => flight.IsEarly;

        public TokenUsage? Expected => flight.Expected;

        public void Report(string text, decimal fraction, TokenUsage? usage = null)
        {
            if (Interlocked.Exchange(ref hasCome, 1) == 0) came();
            flight.Report(text, fraction, usage);
        }

        public void Retried(string why, TokenUsage? usage)
        {
            Volatile.Write(ref hasCome, 0);
            flight.Retried(why, usage);
        }

        public ValueTask TryAgainAsync() => flight.TryAgainAsync();
    }
}
