using Forerun.Traces;

namespace Forerun.Replay.Tests.Importing;

public class SkippedSpanTests
{
    private static readonly string Good = Spans.Span("9", 0, 1, Spans.Chat());

    [Theory]
    [InlineData("gen_ai.operation.name", "missing")]
    [InlineData("gen_ai.operation.name", "'dream' is none of")]
    [InlineData("gen_ai.tool.name", "missing")]
    [InlineData("gen_ai.usage.input_tokens", "-3 is below zero")]
    [InlineData("gen_ai.usage.output_tokens", "expected a whole number, found many")]
    [InlineData("gen_ai.usage", "cached and cache-write tokens")]
    [InlineData("gen_ai.output.messages", "expected an array")]
    [InlineData("gen_ai.request.model", "expected a text")]
    [InlineData("endTimeUnixNano", "ends before it begins")]
    [InlineData("traceId", "32 hexadecimal digits")]
    [InlineData("startTimeUnixNano", "expected a whole number")]
    [InlineData("gen_ai.x", "none of OTLP's")]
    public void Import_BadSpan_IsNamedAndTheRestIsRead(string field, string message)
    {
        var imported = Spans.Import(Bad(field, message), Good);

        Assert.Equal(1, imported.Trace.Runs.Sum(r => r.Steps.Count));
        var skipped = Assert.Single(imported.Skipped);
        Assert.Equal(("0000000000000001", field), (skipped.Span, skipped.Field));
        Assert.Contains(message, skipped.Message, StringComparison.Ordinal);
        Assert.Equal((1, $"span 0000000000000001, {field}"), (Assert.Single(imported.Trace.Skipped).Line, imported.Trace.Skipped[0].Field));
        Assert.Equal(0, imported.Ignored);
    }

    [Fact]
    public void Import_SpanWithoutId_IsNamedByItsPlace()
    {
        var skipped = Assert.Single(Spans.Import(Good, """{"name":"x"}""", "7").Skipped, s => s.Field == "traceId" || s.Field == "spanId");

        Assert.Equal("resourceSpans[0].scopeSpans[0].spans[1]", skipped.Span);
    }

    [Fact]
    public void Import_LineCutOff_IsNamedByItsNumber()
    {
        var imported = Spans.Read($"{Spans.Export(Good)}\n{Spans.Export(Good)[..60]}\n{{}}\n");

        Assert.Equal([("line 2", "$"), ("line 3", "resourceSpans")], imported.Skipped.Select(s => (s.Span, s.Field)));
        Assert.Equal([2, 3], imported.Trace.Skipped.Select(s => s.Line));
    }

    [Theory]
    [InlineData("""{"resourceSpans":[]}""", "none of its spans is a call")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"1"}]}]}]}""", "span 1, spanId")]
    [InlineData("nothing", "line 1, $: this is no JSON")]
    [InlineData("", "it is empty; an export holds")]
    [InlineData("{\n \"resourceSpans\": [\n  {", "line 3, $: this is no JSON: it ends in the middle.")]
    [InlineData("{\"run\":\"r\",\"steps\":[]}\n{\"run\":\"s\",\"steps\":[]}", "resourceSpans: missing: this is a run of a trace already, which replay reads as it is; and 1 more.")]
    [InlineData("{\"resourceSpans\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "nested deeper than 64 levels")]
    public void Import_NothingToRead_SaysWhy(string text, string why) =>
        Assert.Contains(why, Assert.Throws<TraceException>(() => Spans.Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("chat")]
    [InlineData("embeddings")]
    public void Import_CallThatNamesNoModel_IsNamed(string operation)
    {
        var imported = Spans.Import(Spans.Span("1", 0, 1, Spans.Text("gen_ai.operation.name", operation)), Good);

        Assert.Equal(("0000000000000001", "gen_ai.request.model"), (Assert.Single(imported.Skipped).Span, imported.Skipped[0].Field));
        Assert.Equal("gpt-4o", Assert.Single(Assert.Single(imported.Trace.Runs).Steps).Model);
    }

    [Fact]
    public void Import_CallThatNamesTheModelOfItsAnswerAlone_IsRead() => Assert.Equal(
        "gpt-4o", Spans.Import(Spans.Span("1", 0, 1, $"{Spans.Text("gen_ai.operation.name", "chat")},{Spans.Text("gen_ai.response.model", "gpt-4o")}")).Trace.Runs[0].Steps[0].Model);

    private static string Bad(string field, string message) => (field, message) switch
    {
        ("gen_ai.operation.name", "missing") => Spans.Span("1", 0, 1, Spans.Text("gen_ai.request.model", "m")),
        ("gen_ai.operation.name", _) => Spans.Span("1", 0, 1, Spans.Text("gen_ai.operation.name", "dream")),
        ("gen_ai.tool.name", _) => Spans.Span("1", 0, 1, Spans.Text("gen_ai.operation.name", "execute_tool")),
        ("gen_ai.usage.input_tokens", _) => Spans.Span("1", 0, 1, Spans.Chat(-3)),
        ("gen_ai.usage.output_tokens", _) => Spans.Span("1", 0, 1, $"{Spans.Text("gen_ai.operation.name", "chat")},{Spans.Text("gen_ai.usage.output_tokens", "many")}"),
        ("gen_ai.usage", _) => Spans.Span("1", 0, 1, Spans.Chat(10, 5, "," + Spans.Whole("gen_ai.usage.cache_read.input_tokens", "11"))),
        ("gen_ai.output.messages", _) => Spans.Span("1", 0, 1, Spans.Chat(rest: "," + Spans.Text("gen_ai.output.messages", "hello"))),
        ("gen_ai.request.model", _) => Spans.Span("1", 0, 1, $"{Spans.Text("gen_ai.operation.name", "chat")},{Spans.Whole("gen_ai.request.model", "7")}"),
        ("endTimeUnixNano", _) => Spans.Span("1", 2, 1, Spans.Chat()),
        ("traceId", _) => Spans.Span("1", 0, 1, Spans.Chat(), trace: "zz"),
        ("startTimeUnixNano", _) => Spans.Span("1", 0, 1, Spans.Chat()).Replace("\"startTimeUnixNano\":\"1", "\"startTimeUnixNano\":\"x1", StringComparison.Ordinal),
        _ => Spans.Span("1", 0, 1, """{"key":"gen_ai.x","value":{"oddValue":1}}"""),
    };
}
