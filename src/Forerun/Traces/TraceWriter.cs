using System.Text.Encodings.Web;
using System.Text.Json;

namespace Forerun.Traces;

/// <summary>
/// Writes runs as a trace file: one run per line, UTF-8, unknown fields included. What it writes, <see cref="TraceReader"/> reads.
/// </summary>
public static class TraceWriter
{
    // A trace is no web page: names and texts stay as people wrote them.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file anew, replacing one of the same name. Runs are written as they come, none is held.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Write(string path, IEnumerable<TraceRun> runs, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        Write(file, runs, cancellationToken);
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <exception cref="IOException">The stream can't be written.</exception>
    public static void Write(Stream stream, IEnumerable<TraceRun> runs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(runs);
        using var writer = new Utf8JsonWriter(stream, Options);
        foreach (var run in runs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunWriter.Write(writer, run);
            writer.Flush();
            writer.Reset();
            stream.WriteByte((byte)'\n');
        }
    }
}
