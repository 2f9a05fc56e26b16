using Forerun.Recording;
using Forerun.Running.Live;
using Forerun.Traces;

namespace Forerun.Cli.Demo.Running;

/// <summary>Keeps what each run has really done.</summary>
internal sealed class RealCalls : IRunRecorder
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RunRecord> runs = [];

    /// <inheritdoc/>
    public void Record(RunRecord run)
    {
        lock (gate) runs[run.Tags.Run] = run;
    }

    /// <summary>The real calls of a run, in the order in which the workflow declares them; none if it never began one.</summary>
    public IReadOnlyList<RealCall> Of(string run, IReadOnlyList<string> steps)
    {
        lock (gate) return runs.TryGetValue(run, out var record) ? [.. record.Calls.OrderBy(c => IndexOf(steps, c.Call.Slot))] : [];
    }

    /// <summary>A run as a line of a trace, contents and all; null if it did nothing.</summary>
    public TraceRun? Trace(string run)
    {
        lock (gate)
        {
            if (!runs.TryGetValue(run, out var record)) return null;
            var trace = RecordedRun.Of(record, new RecordingOptions { Content = RecordedContent.Full }.Veil());
            return trace.Steps.Count > 0 ? trace : null;
        }
    }

    private static int IndexOf(IReadOnlyList<string> steps, string slot) => steps.TakeWhile(s => s != slot).Count();
}
