using System.Globalization;
using System.Text.Json;
using Forerun.Files;

namespace Forerun.Replay.Importing;

/// <summary>Reads exports of spans: one document, or one export request a line, as collectors write files.</summary>
internal sealed class OtlpReader
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public List<OtlpSpan> Spans { get; } = [];

    public List<SkippedSpan> Skipped { get; } = [];

    /// <summary>Whether there was nothing to read at all.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Spans exported twice, as happens when an exporter tries again.</summary>
    public int Twice { get; private set; }

    /// <summary>Spans that were read, and then were not what the conventions say.</summary>
    public int Refused { get; private set; }

    public static OtlpReader Read(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var reader = new OtlpReader();
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (Parse(bytes, out var fault) is { } document) reader.Document(document);
        else reader.Lines(bytes, fault!, cancellation);
        return reader;
    }

    /// <summary>A span that was read is not what the conventions say.</summary>
    public void Refuse(OtlpSpan span, MalformedSpanException why)
    {
        Refused++;
        Skipped.Add(new SkippedSpan(span.Line, span.Id, why.Field, why.Message));
    }

    /// <summary>What is no document is read line by line; where no line is JSON it was meant as a document, whose fault is told once.</summary>
    private void Lines(ReadOnlyMemory<byte> bytes, JsonException whole, CancellationToken cancellation)
    {
        var requests = 0;
        for (var line = 1; bytes.Length > 0; line++)
        {
            cancellation.ThrowIfCancellationRequested();
            var feed = bytes.Span.IndexOf((byte)'\n');
            var one = feed < 0 ? bytes : bytes[..feed];
            bytes = feed < 0 ? default : bytes[(feed + 1)..];
            if (one.Span.Trim(" \t\r"u8).IsEmpty) continue;
            IsEmpty = false;
            if (Parse(one, out var fault) is not { } request)
            {
                Refuse(line, fault!);
                continue;
            }

            requests++;
            Export(request, line);
        }

        if (requests > 0 || Skipped.Count < 2) return;
        Skipped.Clear();
        Refuse((int)(whole.LineNumber ?? 0) + 1, whole);
    }

    private void Refuse(int line, JsonException fault) =>
        Skipped.Add(new SkippedSpan(line, $"line {line}", "$", $"this is no JSON: {JsonReason.Of(fault)}"));

    private static JsonElement? Parse(ReadOnlyMemory<byte> json, out JsonException? fault)
    {
        try
        {
            fault = null;
            return JsonElement.Parse(json.Span);
        }
        catch (JsonException e)
        {
            fault = e;
            return null;
        }
    }

    private void Document(JsonElement document)
    {
        IsEmpty = false;
        Export(document, 1);
    }

    private void Export(JsonElement export, int line)
    {
        if (export.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in export.EnumerateArray()) Export(one, line);
            return;
        }

        if (!Try(export, "resourceSpans", out var resources))
        {
            var isRun = export.ValueKind == JsonValueKind.Object && export.TryGetProperty("steps"u8, out _);
            Skipped.Add(new SkippedSpan(line, $"line {line}", "resourceSpans", isRun
                ? "missing: this is a run of a trace already, which replay reads as it is"
                : "missing: this is no export of spans"));
            return;
        }

        foreach (var (resource, r) in resources)
        {
            var service = resource.TryGetProperty("resource"u8, out var about) ? Service(about) : null;
            if (!Try(resource, "scopeSpans", out var scopes)) continue;
            foreach (var (scope, s) in scopes)
            {
                if (!Try(scope, "spans", out var spans)) continue;
                foreach (var (span, i) in spans)
                    Span(span, service, line, string.Create(CultureInfo.InvariantCulture, $"resourceSpans[{r}].scopeSpans[{s}].spans[{i}]"));
            }
        }
    }

    private void Span(JsonElement json, string? service, int line, string place)
    {
        var name = place;
        try
        {
            if (json.ValueKind != JsonValueKind.Object) throw new MalformedSpanException("$", "this is no object");
            if (json.TryGetProperty("spanId"u8, out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } given) name = given;
            var span = OtlpSpan.Read(json, service, line);
            if (seen.Add(span.Trace + span.Id)) Spans.Add(span);
            else Twice++;
        }
        catch (MalformedSpanException e)
        {
            Skipped.Add(new SkippedSpan(line, name, e.Field, e.Message));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            Skipped.Add(new SkippedSpan(line, name, "attributes", "a value has not the shape that OTLP gives it"));
        }
    }

    private static string? Service(JsonElement resource)
    {
        try
        {
            return OtlpValue.Attributes(resource).TryGetValue("service.name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }
        catch (Exception e) when (e is MalformedSpanException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static bool Try(JsonElement owner, string name, out IEnumerable<(JsonElement Item, int At)> items)
    {
        items = [];
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var array) || array.ValueKind != JsonValueKind.Array) return false;
        items = array.EnumerateArray().Select((item, at) => (item, at));
        return true;
    }
}
