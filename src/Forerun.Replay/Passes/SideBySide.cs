using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Forerun.Replay.Passes;

/// <summary>
/// Passes at once, as many as there are cores. They share the trace and nothing that learns, and no two write to one ledger, so what
/// comes out is what comes out one after the other.
/// </summary>
internal static class SideBySide
{
    /// <summary>What each pass gives, in their order.</summary>
    public static IReadOnlyList<T> Run<T>(IReadOnlyList<Func<CancellationToken, T>> passes, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var results = new T[passes.Count];
        var inTurn = Partitioner.Create(Enumerable.Range(0, passes.Count), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(inTurn, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, pass =>
            {
                try
                {
                    results[pass] = passes[pass](stop.Token);
                }
                catch
                {
                    stop.Cancel(); // the report is lost: the other passes need not go on
                    throw;
                }
            });
        }
        catch (AggregateException failed)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failed.InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) ?? failed.InnerExceptions[0]);
        }

        cancellation.ThrowIfCancellationRequested();
        return results;
    }
}
