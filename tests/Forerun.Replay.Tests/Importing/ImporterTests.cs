using Forerun.Traces;

namespace Forerun.Replay.Tests.Importing;

public class ImporterTests
{
    private const string Other = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public void Import_AgentWithATool_IsAChain()
    {
        var calls = Spans.Text("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"tool_call","id":"c","name":"find","arguments":{"id":7}}],"finish_reason":"tool_call"}]""");
        var reply = Spans.Text("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"text","content":"Found it."}],"finish_reason":"stop"}]""");
        var imported = Spans.Import(
            Spans.Span("a", 0, 9, Spans.Text("gen_ai.operation.name", "invoke_agent")),
            Spans.Span("1", 0, 2, Spans.Chat(100, 20, $",{calls},{Spans.Whole("gen_ai.usage.cache_read.input_tokens", "64")}"), "a"),
            Spans.Span("2", 2, 5, Spans.Tool("find", $",{Spans.Text("gen_ai.tool.call.arguments", """{"id":7}""")},{Spans.Text("gen_ai.tool.call.result", """{"found":true}""")}"), "a"),
            Spans.Span("3", 5, 9, Spans.Chat(150, 30, $",{reply}"), "a"),
            Spans.Span("4", 5, 9, Spans.Text("http.request.method", "POST"), "3"));

        var run = Assert.Single(imported.Trace.Runs);
        Assert.Equal((Spans.Trace, "shop", 3, 2), (run.Run, run.Workload, imported.Spans, imported.Ignored));
        Assert.Empty(imported.Skipped);
        Assert.Equal([("decide", 2.0), ("find", 3.0), ("decide", 4.0)], run.Steps.Select(s => (s.Operation, s.Duration.TotalSeconds)));
        Assert.Equal("""{"tool":"find","arguments":{"id":7}}""", run.Steps[0].Output.GetRawText());
        Assert.Equal(("""{"id":7}""", """{"found":true}""", TraceEffect.Irreversible), (run.Steps[1].Input!.Value.GetRawText(), run.Steps[1].Output.GetRawText(), run.Steps[1].Effect));
        Assert.Equal("""{"reply":"Found it."}""", run.Steps[2].Output.GetRawText());
        Assert.Equal(new(100, 20, 64), run.Steps[0].Usage);
        Assert.Equal([run.Steps[1].Id], run.Steps[2].After.Select(a => a.Id));
    }

    [Fact]
    public void Import_WithoutContent_TellsWhichToolARepliedCalled()
    {
        var run = Spans.Import(Spans.Span("1", 0, 2, Spans.Chat()), Spans.Span("2", 2, 3, Spans.Tool("find")), Spans.Span("3", 3, 4, Spans.Chat())).Trace.Runs[0];

        Assert.Equal("find", run.Steps[0].Output.GetProperty("tool").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.Steps[2].Output.ValueKind);
    }

    [Fact]
    public void Import_StructuredValuesAndEvents_AreReadToo()
    {
        var messages = """{"key":"gen_ai.output.messages","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"assistant"}},{"key":"parts","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"type","value":{"stringValue":"text"}},{"key":"content","value":{"stringValue":"Yes."}}]}}]}}}]}}]}}}""";
        var span = Spans.Span("1", 0, 2, Spans.Chat());
        var withEvent = span[..^1] + $$""","events":[{"timeUnixNano":"1","name":"gen_ai.client.inference.operation.details","attributes":[{{messages}}]}]}""";

        Assert.Equal("""{"reply":"Yes."}""", Spans.Import(withEvent).Trace.Runs[0].Steps[0].Output.GetRawText());
    }

    [Fact]
    public void Import_Conversation_IsOneRunWithThePersonBetween()
    {
        var conversation = "," + Spans.Text("gen_ai.conversation.id", "c-1");
        var asked = Spans.Text("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"And now?"}]}]""");
        var run = Assert.Single(Spans.Import(
            Spans.Span("1", 0, 2, Spans.Chat(rest: conversation)), Spans.Span("1", 30, 31, Spans.Chat(rest: $"{conversation},{asked}"), trace: Other)).Trace.Runs);

        Assert.Equal(("c-1", "c-1"), (run.Run, run.Conversation));
        Assert.Equal([(StepKind.Model, 2.0), (StepKind.Human, 28.0), (StepKind.Model, 1.0)], run.Steps.Select(s => (s.Kind, s.Duration.TotalSeconds)));
        Assert.Equal("And now?", run.Steps[1].Output.GetString());
        Assert.Equal([run.Steps[1].Id], run.Steps[2].After.Select(a => a.Id));
    }

    [Fact]
    public void Import_TwoTraces_AreTwoRuns() =>
        Assert.Equal([Spans.Trace, Other], Spans.Import(Spans.Span("1", 0, 1, Spans.Chat()), Spans.Span("1", 0, 1, Spans.Chat(), trace: Other)).Trace.Runs.Select(r => r.Run));

    [Fact]
    public void Import_ModelCallAroundModelCalls_IsCountedOnce()
    {
        var imported = Spans.Import(Spans.Span("1", 0, 9, Spans.Chat(300)), Spans.Span("2", 0, 4, Spans.Chat(100), "1"), Spans.Span("3", 5, 9, Spans.Chat(200), "1"));

        Assert.Equal([100L, 200L], imported.Trace.Runs[0].Steps.Select(s => s.Usage!.InputTokens!.Value));
        Assert.Equal(1, imported.Ignored);
    }

    [Fact]
    public void Import_ToolsBesideEachOther_ComeBothBeforeTheNextReply()
    {
        var steps = Spans.Import(Spans.Span("1", 0, 2, Spans.Chat()), Spans.Span("2", 2, 5, Spans.Tool("find")), Spans.Span("3", 2.5, 4, Spans.Tool("look")), Spans.Span("4", 5, 6, Spans.Chat())).Trace.Runs[0].Steps;

        Assert.Equal(2, steps[3].After.Count);
        Assert.Equal(2, steps[0].Output.GetProperty("calls").GetArrayLength());
    }

    [Fact]
    public void Import_LinesAndRepeats_AreReadOnce()
    {
        var one = Spans.Export(Spans.Span("1", 0, 1, Spans.Chat()));
        var imported = Spans.Read($"{one}\n\n{Spans.Export(Spans.Span("2", 1, 2, Spans.Chat()))}\r\n{one}\n");

        Assert.Equal((2, 1), (imported.Trace.Runs[0].Steps.Count, imported.Ignored));
    }

    [Fact]
    public void Import_ErrorAndEffect_AreKept()
    {
        var step = Spans.Import(Spans.Span("1", 0, 1, Spans.Tool("find", $",{Spans.Text("error.type", "timeout")},{Spans.Text("forerun.effect", "none")}"))).Trace.Runs[0].Steps[0];

        Assert.Equal(("timeout", TraceEffect.None), (step.Extra["error"].GetString(), step.Effect));
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("document")]
    public void Read_OfAReplay_TellsExportsFromTraces(string shape)
    {
        var path = Path.GetTempFileName();
        var text = Spans.Export(Spans.Span("1", 0, 2, Spans.Chat(1_000, 1_000)));
        File.WriteAllText(path, shape == "lines" ? text + "\n" : "\uFEFF" + text.Replace("{", "{\n  ", StringComparison.Ordinal));
        var read = Forerun.Replay.Importing.TraceFile.Read(path);
        File.WriteAllText(path, """{"run":"r","steps":[{"id":"1","operation":"resourceSpans","kind":"code","seconds":1}]}""");

        Assert.Equal(2m, Replayer.Run(read, new ReplayOptions { Policy = "sequential" }).Sequential.Seconds);
        Assert.Equal("r", Forerun.Replay.Importing.TraceFile.Read(path).Runs[0].Run);
        File.Delete(path);
    }
}
