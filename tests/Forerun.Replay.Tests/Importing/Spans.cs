using System.Text;
using System.Text.Json;
using Forerun.Replay.Importing;

namespace Forerun.Replay.Tests.Importing;

/// <summary>Exports written in a test.</summary>
internal static class Spans
{
    public const string Trace = "5b8efff798038103d269b633813fc60c";

    public static string Span(string id, double began, double ended, string attributes, string? parent = null, string trace = Trace) =>
        $$"""{"traceId":"{{trace}}","spanId":"{{id.PadLeft(16, '0')}}"{{(parent is null ? "" : $",\"parentSpanId\":\"{parent.PadLeft(16, '0')}\"")}},"name":"x","kind":3,"startTimeUnixNano":"{{Nanos(began)}}","endTimeUnixNano":"{{Nanos(ended)}}","attributes":[{{attributes}}]}""";

    public static string Text(string key, string value) => $$$"""{"key":"{{{key}}}","value":{"stringValue":{{{JsonSerializer.Serialize(value)}}}}}""";

    public static string Whole(string key, string value) => $$$"""{"key":"{{{key}}}","value":{"intValue":"{{{value}}}"}}""";

    public static string Chat(long input = 10, long output = 5, string rest = "") =>
        $"{Text("gen_ai.operation.name", "chat")},{Text("gen_ai.request.model", "gpt-4o")},{Whole("gen_ai.usage.input_tokens", $"{input}")},{Whole("gen_ai.usage.output_tokens", $"{output}")}{rest}";

    public static string Tool(string name, string rest = "") => $"{Text("gen_ai.operation.name", "execute_tool")},{Text("gen_ai.tool.name", name)}{rest}";

    public static string Export(params string[] spans) =>
        $$$"""{"resourceSpans":[{"resource":{"attributes":[{{{Text("service.name", "shop")}}}]},"scopeSpans":[{"scope":{"name":"s"},"spans":[{{{string.Join(',', spans)}}}]}]}]}""";

    public static Imported Import(params string[] spans) => Read(Export(spans));

    public static Imported Read(string text) => Importer.Read(Encoding.UTF8.GetBytes(text), "spans.json");

    private static string Nanos(double seconds) => $"{1_700_000_000_000_000_000 + (long)(seconds * 1e9)}";
}
