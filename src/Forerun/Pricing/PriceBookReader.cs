using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Forerun.Files;
using Forerun.Pricing.Reading;

namespace Forerun.Pricing;

/// <summary>Reads price books: our own format (a JSON object) or the data of pydantic/genai-prices (a JSON array).</summary>
/// <remarks>
/// A book that names no version gets one from its content, <c>sha256-</c> and twelve digits. Of genai-prices, rates of text,
/// cache, tiers and calls are read; audio rates are ignored. Prices are decimals as written, at most 1,000,000.
/// </remarks>
public static class PriceBookReader
{
    private const long MaxBytes = 64 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="PriceBookException">The file cannot be read, is no JSON, or says something that cannot be a price book.</exception>
    public static PriceBook Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(Bytes(path), path);
    }

    /// <summary>Reads text.</summary>
    /// <param name="json">The price book.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="PriceBookException">The text is no JSON, or says something that cannot be a price book.</exception>
    public static PriceBook Parse(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), name);
    }

    /// <summary>Reads UTF-8 text.</summary>
    /// <param name="json">The price book, with or without a byte order mark.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="PriceBookException">The text is no JSON, or says something that cannot be a price book.</exception>
    public static PriceBook Parse(ReadOnlyMemory<byte> json, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (json.Span.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];
        using var document = Document(json, name);
        var version = "sha256-" + Convert.ToHexStringLower(SHA256.HashData(json.Span))[..12];
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? GenAiFormat.Read(document.RootElement, name, version)
            : OwnFormat.Read(document.RootElement, name, version);
    }

    private static byte[] Bytes(string path)
    {
        const string remedy = "Check the path and that it may be read";
        try
        {
            if (Directory.Exists(path))
                throw new PriceBookException(path, "", "this is a folder, not a file", "Name the price book in it");
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new PriceBookException(path, "", "there is no such file", "Check the path");
            if (file.Length > MaxBytes)
                throw new PriceBookException(path, "", $"the file is larger than {MaxBytes >> 20} MiB", "Name a price book");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PriceBookException(path, "", $"the file cannot be read: {e.Message.TrimEnd('.')}", remedy, e);
        }
    }

    private static JsonDocument Document(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            return JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $"line {line + 1}, column {e.BytePositionInLine + 1}" : "";
            const string remedy = "Correct it there; a price book is plain JSON without comments";
            throw new PriceBookException(name, place, $"this is not JSON: {JsonReason.Of(e)}", remedy, e);
        }
    }
}
