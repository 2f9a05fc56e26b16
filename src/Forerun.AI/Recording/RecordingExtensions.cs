using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>The way in to recording.</summary>
public static class RecordingExtensions
{
    /// <summary>
    /// The same client, of which everything that is asked and answered is written to a trace file, values hashed. Same messages, same
    /// updates, same exceptions; if the file can't be written the agent goes on.
    /// </summary>
    /// <param name="client">Any client. Disposing the result disposes it, and writes what is open.</param>
    /// <param name="path">The trace file; runs are added at its end.</param>
    /// <param name="options">What becomes of values, what tools do, who is told of trouble. Default: as each says.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <exception cref="ArgumentException">The options can't be used; all errors at once.</exception>
    public static IChatClient WithRecording(this IChatClient client, string path, RecorderOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new RecordingChatClient(client, new Recorder(path, time ?? Ambient.Clock, options), Recorder.Decide, ownsRecorder: true);
    }

    /// <summary>The same client, recorded by a recorder that others may share.</summary>
    /// <param name="client">Any client. Disposing the result disposes it, and not the recorder.</param>
    /// <param name="recorder">Who writes.</param>
    /// <param name="operation">What its calls are called in the trace; one name for each prompt. Default: <c>decide</c>.</param>
    public static IChatClient WithRecording(this IChatClient client, Recorder recorder, string operation = Recorder.Decide)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(recorder);
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        return new RecordingChatClient(client, recorder, operation, ownsRecorder: false);
    }

    /// <summary>The same tools, of which each call is timed, so that a recording has their own seconds.</summary>
    /// <param name="tools">Any tools; those that are no functions of this process stay as they are.</param>
    /// <param name="recorder">Who writes.</param>
    public static IList<AITool> WithRecording(this IEnumerable<AITool> tools, Recorder recorder)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(recorder);
        return [.. tools.Select(t => t is AIFunction function and not RecordingFunction ? new RecordingFunction(function, recorder) : t)];
    }
}
