using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Clients;

public sealed class AnswerTests
{
    [Fact]
    public async Task GetResponse_Text_GivesTextFinishAndUsage()
    {
        await using var service = await FakeService.Json(Said.Answer("""{"role":"assistant","content":"Good day"}""", "length"));
        using var client = service.Client();

        var answer = await client.GetResponseAsync(Said.Hello);

        Assert.Equal(("Good day", "small-1", "c1", ChatFinishReason.Length), (answer.Text, answer.ModelId, answer.ResponseId, answer.FinishReason));
        AssertUsage(answer.Usage);
    }

    [Fact]
    public async Task GetResponse_ToolCalls_GivesParsedArguments()
    {
        await using var service = await FakeService.Json(Said.Answer(
            """{"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"find","arguments":"{\"id\":7}"}},{"id":"t2","type":"function","function":{"name":"find","arguments":"{oops"}}]}""",
            "tool_calls"));
        using var client = service.Client();

        var answer = await client.GetResponseAsync(Said.Hello);

        var calls = answer.Messages[0].Contents.OfType<FunctionCallContent>().ToList();
        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        Assert.Equal(("t1", "find", 7), (calls[0].CallId, calls[0].Name, Assert.IsType<JsonElement>(calls[0].Arguments!["id"]).GetInt32()));
        Assert.Null(calls[0].Exception);
        Assert.NotNull(calls[1].Exception);
    }

    [Fact]
    public async Task GetStreaming_Text_GivesPiecesFinishAndUsage()
    {
        await using var service = await FakeService.Stream(Said.Text("Good "), Said.Text("day"), Said.Finish(), Said.UsageChunk, Said.Done);
        using var client = service.Client();

        var updates = await client.GetStreamingResponseAsync(Said.Hello).ToListAsync();
        var answer = updates.ToChatResponse();

        Assert.Equal(["Good ", "day"], updates.Select(u => u.Text).Where(t => t.Length > 0));
        Assert.Equal(("Good day", "small-1", ChatFinishReason.Stop), (answer.Text, answer.ModelId, answer.FinishReason));
        AssertUsage(answer.Usage);
        Assert.True(service.Requests[0].GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
    }

    [Fact]
    public async Task GetStreaming_ToolCallFragments_AreAssembledInTheirOrder()
    {
        await using var service = await FakeService.Stream(
            Said.Tools("""{"index":0,"id":"t1","type":"function","function":{"name":"find","arguments":""}}"""),
            Said.Tools("""{"index":1,"id":"t2","type":"function","function":{"name":"send","arguments":"{\"to\":"}}"""),
            Said.Tools("""{"index":0,"function":{"arguments":"{\"id\""}}"""),
            Said.Tools("""{"index":0,"function":{"arguments":":7}"}},{"index":1,"function":{"arguments":"\"Ann\"}"}}"""),
            Said.Finish("tool_calls"), Said.UsageChunk, Said.Done);
        using var client = service.Client();

        var answer = (await client.GetStreamingResponseAsync(Said.Hello).ToListAsync()).ToChatResponse();

        var calls = answer.Messages[0].Contents.OfType<FunctionCallContent>().ToList();
        Assert.Equal(["t1 find 7", "t2 send Ann"], calls.Select(c => $"{c.CallId} {c.Name} {c.Arguments!.Values.Single()}"));
        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
    }

    [Fact]
    public async Task GetStreaming_ToolCallThatIsWhole_ComesBeforeTheEnd()
    {
        await using var service = await FakeService.Stream(
            Said.Tools("""{"index":0,"id":"t1","type":"function","function":{"name":"find","arguments":"{\"id\":{\"a\":7}"}}"""),
            Said.Tools("""{"index":0,"function":{"arguments":"}"}}"""),
            Said.Tools("""{"index":1,"id":"t2","type":"function","function":{"name":"send","arguments":"{\"to\":"}}"""),
            Said.Tools("""{"index":1,"function":{"arguments":"\"Ann\"}"}}"""),
            Said.Finish("tool_calls"), Said.Done);
        using var client = service.Client();

        var updates = await client.GetStreamingResponseAsync(Said.Hello).ToListAsync();

        Assert.Equal([(2, "t1"), (4, "t2")], updates.SelectMany((u, i) => u.Contents.OfType<FunctionCallContent>().Select(c => (i, c.CallId))));
    }

    [Fact]
    public async Task GetStreaming_NoUsage_LeavesItUnknown()
    {
        await using var service = await FakeService.Stream(Said.Text("Hi"), Said.Finish(), Said.Done);
        using var client = service.Client();

        var answer = (await client.GetStreamingResponseAsync(Said.Hello).ToListAsync()).ToChatResponse();

        Assert.Equal("Hi", answer.Text);
        Assert.Null(answer.Usage);
    }

    private static void AssertUsage(UsageDetails? usage) => Assert.Equal(
        (100, 40, 140, 60, 30),
        (usage?.InputTokenCount, usage?.OutputTokenCount, usage?.TotalTokenCount, usage?.CachedInputTokenCount, usage?.ReasoningTokenCount));
}
