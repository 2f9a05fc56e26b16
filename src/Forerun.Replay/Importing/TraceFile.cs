using System.Text.Json;
using Forerun.Files;
using Forerun.Traces;

namespace Forerun.Replay.Importing;

/// <summary>Reads recorded runs, whatever they were recorded by: a trace file or an OTLP/JSON export, told apart by what they hold.</summary>
public static class TraceFile
{
    // Enough to see the names of the first members, whatever their values.
    private const int Looked = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TraceException">There is no such file, it can't be opened, or nothing of it could be read.</exception>
    public static Trace Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Opened(path, () =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, FileOptions.SequentialScan);
            using var whole = file.CanSeek ? null : Kept(file);
            return Read(whole ?? (Stream)file, Path.GetFileName(path), cancellationToken);
        });
    }

    /// <summary>Whether the beginning of a file is that of an OTLP/JSON export of spans.</summary>
    public static bool IsExport(ReadOnlySpan<byte> beginning)
    {
        if (beginning.StartsWith("\uFEFF"u8)) beginning = beginning[3..];
        var json = new Utf8JsonReader(beginning, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
        try
        {
            while (json.Read())
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth <= 2)
                    return json.ValueTextEquals("resourceSpans"u8);
            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static byte[] Bytes(string path) => Opened(path, () => File.ReadAllBytes(path));

    private static Trace Read(Stream file, string name, CancellationToken cancellationToken)
    {
        var beginning = new byte[Looked];
        var isExport = IsExport(beginning.AsSpan(0, file.ReadAtLeast(beginning, Looked, throwOnEndOfStream: false)));
        file.Position = 0;
        if (!isExport) return TraceReader.Read(file, name, cancellationToken);
        using var all = Kept(file);
        return Importer.Read(all.ToArray(), name, cancellationToken).Trace;
    }

    /// <summary>All that is left of a stream: a pipe gives each byte once.</summary>
    private static MemoryStream Kept(Stream stream)
    {
        var kept = new MemoryStream();
        stream.CopyTo(kept);
        kept.Position = 0;
        return kept;
    }

    private static T Opened<T>(string path, Func<T> read)
    {
        if (Directory.Exists(path)) throw new TraceException($"'{path}' is a folder, not a trace file.");
        try
        {
            return read();
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
}
