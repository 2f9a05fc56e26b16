using Forerun.Effects;
using Forerun.Replay.Recorded;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Fitting;

/// <summary>What a trace says of one edge, whoever guesses.</summary>
/// <param name="Workload">Whose edge.</param>
/// <param name="Upstream">The operation whose output would be guessed.</param>
/// <param name="Downstream">The operation that reads it.</param>
internal sealed record EdgeFacts(string Workload, string Upstream, string Downstream)
{
    private readonly Dictionary<Digest, int> values = [];
    private decimal cost;
    private bool isUnpriced;

    /// <summary>How often it was gone through.</summary>
    public int Times { get; private set; }

    /// <summary>The seconds that it could hide at most: of each time the shorter of its two calls; all of the downstream while a person types.</summary>
    public decimal Hideable { get; private set; }

    /// <summary>Mean USD of the downstream call; null: unknown.</summary>
    public decimal? Cost => isUnpriced || Times == 0 ? null : cost / Times;

    /// <summary>Whether the downstream may run on a guess.</summary>
    public Admission Admission { get; private set; }

    /// <summary>The effective number of different outputs of the upstream: the exponential of their entropy.</summary>
    public double Outputs => values.Count == 0 ? 0 : Math.Exp(-values.Values.Sum(n => n / (double)Times * Math.Log(n / (double)Times)));

    /// <summary>The edges of a trace, in the order in which they come.</summary>
    public static IReadOnlyList<EdgeFacts> Of(Trace trace, ReplayOptions options)
    {
        Dictionary<(string, string, string), EdgeFacts> edges = [];
        foreach (var workload in trace.Runs.GroupBy(r => r.Workload))
        {
            var declared = new Workload(workload.Key, [.. workload]);
            foreach (var run in workload)
            {
                var byId = run.Steps.ToDictionary(s => s.Id);
                foreach (var step in run.Steps)
                    foreach (var dependency in step.After)
                    {
                        var upstream = byId[dependency.Id];
                        var key = (run.Workload, upstream.Operation, step.Operation);
                        if (!edges.TryGetValue(key, out var edge)) edges[key] = edge = new EdgeFacts(run.Workload, upstream.Operation, step.Operation);
                        edge.Add(upstream, step, dependency, declared.Of(step), options);
                    }
            }
        }

        return [.. edges.Values];
    }

    private void Add(TraceStep upstream, TraceStep step, TraceDependency dependency, Operation operation, ReplayOptions options)
    {
        Times++;
        var downstream = Replayer.Seconds(step.Duration);
        Hideable += upstream.Kind == StepKind.Human ? downstream : Math.Min(Replayer.Seconds(upstream.Duration), downstream);
        Admission = operation.Admission;
        var digest = new Reading("", dependency.Reads ?? "$").Of(RecordedValues.OutputOf(upstream)).Digest;
        values[digest] = values.GetValueOrDefault(digest) + 1;
        if (Prices.Of(step, operation, options) is { } usd) cost += usd;
        else isUnpriced = true;
    }
}
