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
        return IsExport(path) ? Importer.Read(path, cancellationToken).Trace : TraceReader.Read(path, cancellationToken);
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

    private static bool IsExport(string path) => Opened(path, () =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var beginning = new byte[Looked];
        return IsExport(beginning.AsSpan(0, file.ReadAtLeast(beginning, Looked, throwOnEndOfStream: false)));
    });

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
