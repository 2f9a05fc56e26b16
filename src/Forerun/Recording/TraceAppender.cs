using Forerun.Traces;

namespace Forerun.Recording;

/// <summary>
/// Adds runs to a trace file, a line each, whole or not at all. What goes wrong is told once and never thrown: a recording must not end
/// what it records.
/// </summary>
/// <param name="path">The file; made when the first run is written.</param>
/// <param name="warn">Told once, in a sentence, when the file can't be written.</param>
public sealed class TraceAppender(string path, Action<string>? warn)
{
    // Of all appenders: two of them may have been given one file.
    private static readonly Lock Gate = new();

    private int isWarned;

    /// <summary>Adds a run to the file.</summary>
    public void Append(TraceRun run)
    {
        try
        {
            using var line = new MemoryStream();
            TraceWriter.Write(line, [run]);
            lock (Gate) Append(line);
        }
#pragma warning disable CA1031 // the disk is full, the path is a folder, a value can't be written: the run that was recorded goes on
        catch (Exception e)
#pragma warning restore CA1031
        {
            Warn(e);
        }
    }

    /// <summary>Tells, the first time, that something could not be recorded.</summary>
    public void Warn(Exception error)
    {
        if (warn is null || Interlocked.Exchange(ref isWarned, 1) != 0) return;
        try
        {
            warn($"Runs can't be recorded to '{path}': {error.Message} They go on unrecorded; make room or name another file.");
        }
#pragma warning disable CA1031 // a listener's fault is not the run's
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    /// <summary>A line that was cut off, when the disk was full or the process died, is ended first, so that it spoils only itself.</summary>
    private void Append(MemoryStream line)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n') file.WriteByte((byte)'\n');
        }

        file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
    }
}
