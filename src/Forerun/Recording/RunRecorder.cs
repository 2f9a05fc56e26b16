using Forerun.Running.Live;

namespace Forerun.Recording;

/// <summary>Writes each run of an engine to a trace file, so that it can be replayed: what it really did, and when.</summary>
/// <example><code>new EngineOptions(time, newId) { Recorder = new RunRecorder("runs.jsonl") }</code></example>
public sealed class RunRecorder : IRunRecorder
{
    private readonly TraceAppender file;
    private readonly Veil veil;
    private readonly string? workload;

    /// <summary>A recorder that has written nothing yet.</summary>
    /// <param name="path">The file; runs are added at its end.</param>
    /// <param name="options">What becomes of values, and who is told of trouble. Default: hashes, nobody.</param>
    /// <exception cref="ArgumentException">No path, or the key of the hashes is too short.</exception>
    public RunRecorder(string path, RecordingOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new();
        if (options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        file = new TraceAppender(path, options.OnWarning);
        veil = options.Veil();
        workload = options.Workload;
    }

    /// <inheritdoc/>
    public void Record(RunRecord run)
    {
        try
        {
            if (RecordedRun.Of(run, veil, workload) is { Steps.Count: > 0 } recorded) file.Append(recorded);
        }
#pragma warning disable CA1031 // whatever can't be written of a run is told, and is no matter of the run's
        catch (Exception e)
#pragma warning restore CA1031
        {
            file.Warn(e);
        }
    }
}
