using System.Globalization;
using Forerun.Files;

namespace Forerun.Traces;

/// <summary>Reads trace files: one run per line, each a JSON object, UTF-8.</summary>
/// <remarks>
/// A line that is no run costs only itself: it is named in <see cref="Trace.Skipped"/> and the rest is read. Blank lines, a byte order
/// mark and Windows line ends are no matter. Values are kept as the JSON they were.
/// </remarks>
public static class TraceReader
{
    /// <summary>The longest line that is read, in bytes: 64 MB. A longer one is skipped without being held in memory.</summary>
    public const int MaxLineBytes = 64 * 1024 * 1024;

    private const int ReasonsShown = 3;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TraceException">There is no such file, it can't be opened, or no line of it is a run.</exception>
    public static Trace Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new TraceException($"'{path}' is a folder, not a trace file.");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, FileOptions.SequentialScan);
            return Read(file, Path.GetFileName(path), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TraceException($"There is no file '{path}'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new TraceException($"'{path}' can't be read: {FileFault.Of(e)}.", e);
        }
    }

    /// <summary>
    /// Reads a stream to its end; <paramref name="name"/> becomes the trace's name and, without extension, the default workload.
    /// </summary>
    /// <exception cref="TraceException">No line of it is a run.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static Trace Read(Stream stream, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        var workload = Path.GetFileNameWithoutExtension(name);
        var lines = new LineScanner(stream, MaxLineBytes);
        var runs = new RunList();
        var paths = new ReadPaths();
        var skipped = new List<SkippedLine>();
        while (lines.Next(cancellationToken))
        {
            if (lines.TooLong)
            {
                skipped.Add(new SkippedLine(lines.Number, "$", $"the line is longer than {MaxLineBytes / (1024 * 1024)} MB"));
                continue;
            }
            var line = lines.Line.Trim(" \t\r"u8);
            if (line.IsEmpty)
                continue;
            try
            {
                runs.Add(lines.Number, LineReader.Read(line, workload, lines.Number, paths));
            }
            catch (MalformedFieldException e)
            {
                skipped.Add(new SkippedLine(lines.Number, e.Field.Length > 0 ? e.Field : "$", e.Message));
            }
        }
        skipped.AddRange(paths.Nowhere());
        skipped = [.. skipped.OrderBy(static s => s.Line)];
        var read = runs.Without(skipped.Select(static s => s.Line).ToHashSet());
        return read.Count > 0
            ? new Trace { Name = name, Runs = read, Skipped = skipped }
            : throw new TraceException(NothingRead(name, skipped)) { Skipped = skipped };
    }

    private static string NothingRead(string name, List<SkippedLine> skipped)
    {
        if (skipped.Count == 0)
            return $"'{name}' is empty: a trace has one run per line.";
        var shown = skipped.DistinctBy(static s => (s.Field, s.Message)).Take(ReasonsShown).ToList();
        var rest = skipped.Count - shown.Count;
        var more = rest > 0 ? string.Create(CultureInfo.InvariantCulture, $"; and {rest} more") : "";
        return $"No run could be read of '{name}': {string.Join("; ", shown)}{more}.";
    }
}
