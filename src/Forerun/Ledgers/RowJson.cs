using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Forerun.Ledgers;

/// <summary>A row as one JSON object, and back: the form that every store of rows keeps. See docs/ledger.md.</summary>
public static class RowJson
{
    // It is read by programs, never put into a web page, and operations are named in all languages.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The row as JSON on one line. Decimals have all their digits.</summary>
    public static string Write(LedgerRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Plain)) RowWriter.Write(json, row);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>The row that <see cref="Write"/> was given. Unknown fields are passed over.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="where">Where it stands, for the error: <c>'ledger.db', row 7</c>.</param>
    /// <exception cref="LedgerException">It is no row: the message names the field.</exception>
    public static LedgerRow Read(string json, string where)
    {
        ArgumentNullException.ThrowIfNull(json);
        return RowReader.Row(where, null, json);
    }
}
