using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Forerun.Files;

namespace Forerun.Ledgers;

/// <summary>A ledger in a file: one JSON object a line, UTF-8, names in snake_case. See docs/ledger.md.</summary>
/// <remarks>
/// Money, times and probabilities are decimals, exactly as they were decided on. Rows are buffered and reach the file when the buffer is
/// full, at <see cref="Flush"/>, and when the ledger is disposed.
/// </remarks>
public sealed class JsonlLedger : ILedger, IDisposable
{
    private const int BufferBytes = 1 << 16;

    // The file is read by programs, never put into a web page, and operations are named in all languages.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly string path;
    private readonly Stream file;
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly Utf8JsonWriter writer;
    private bool closed;
    private bool broken;

    /// <summary>Opens a file for writing. One that is there already is emptied: a file holds one ledger.</summary>
    /// <exception cref="LedgerException">It is a folder, or can't be written.</exception>
    public JsonlLedger(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
        if (Directory.Exists(path)) throw new LedgerException($"'{path}' is a folder, not a ledger file. Name a file in it.");
        FileStream? opened = null;
        Guarded(() => opened = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes));
        file = opened!;
        writer = new Utf8JsonWriter(line, Plain);
    }

    /// <summary>Writes to a stream, which is closed with the ledger.</summary>
    /// <param name="stream">Where the rows go.</param>
    /// <param name="name">What to call it in messages, for example the name of a file.</param>
    public JsonlLedger(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        path = name;
        file = stream;
        writer = new Utf8JsonWriter(line, Plain);
    }

    /// <summary>The rows of a file, one after the other as they are asked for. Unknown fields are passed over.</summary>
    /// <exception cref="LedgerException">There is no such file, or a line is no row: the message names line and field.</exception>
    public static IEnumerable<LedgerRow> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RowReader.Rows(path);
    }

    /// <inheritdoc/>
    /// <exception cref="LedgerException">The file can't be written, for example because the disk is full.</exception>
    /// <exception cref="ObjectDisposedException">The ledger is closed.</exception>
    public void Append(LedgerRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            line.ResetWrittenCount();
            writer.Reset();
            RowWriter.Write(writer, row);
            writer.Flush();
            line.Write("\n"u8);
            Guarded(() => file.Write(line.WrittenSpan));
        }
    }

    /// <summary>Hands all rows so far to the file system.</summary>
    /// <exception cref="LedgerException">The file can't be written.</exception>
    public void Flush()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            Guarded(() => file.Flush());
        }
    }

    /// <summary>Writes what is buffered and closes the file. What <see cref="Append"/> or <see cref="Flush"/> has said already is not said again.</summary>
    /// <exception cref="LedgerException">The file can't be written.</exception>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
            var told = broken;
            try
            {
                Guarded(file.Dispose);
            }
            catch (LedgerException) when (told)
            {
                // Whoever wrote knows that rows are missing.
            }
        }
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            broken = true;
            throw new LedgerException($"The ledger '{path}' can't be written: {FileFault.Of(e)}.", e);
        }
    }
}
