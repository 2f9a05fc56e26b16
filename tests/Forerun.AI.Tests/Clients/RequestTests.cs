using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Clients;

public sealed class RequestTests
{
    private static readonly string Ok = Said.Answer("""{"role":"assistant","content":"ok"}""", "stop");

    [Fact]
    public async Task Messages_OfEveryRole_AreSentInOrder()
    {
        var request = await Sent(
            [
                new(ChatRole.System, "Be brief."),
                new(ChatRole.User, "Who is 7?"),
                new(ChatRole.Assistant, [new TextContent("Looking."), new FunctionCallContent("t1", "find", new Dictionary<string, object?> { ["id"] = 7 })]),
                new(ChatRole.Tool, [new FunctionResultContent("t1", "Ann"), new FunctionResultContent("t2", new[] { 1, 2 })]),
            ],
            new ChatOptions { Instructions = "First." });

        var messages = request.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["system", "system", "user", "assistant", "tool", "tool"], messages.Select(m => m.GetProperty("role").GetString()));
        var call = messages[3].GetProperty("tool_calls")[0];
        Assert.Equal(("t1", "find", """{"id":7}"""), (call.GetProperty("id").GetString(), call.GetProperty("function").GetProperty("name").GetString(),
            call.GetProperty("function").GetProperty("arguments").GetString()));
        Assert.Contains("Looking.", messages[3].GetProperty("content").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(("t1", "Ann"), (messages[4].GetProperty("tool_call_id").GetString(), Text(messages[4])));
        Assert.Equal("[1,2]", Text(messages[5]));
    }

    [Fact]
    public async Task Options_AreSent()
    {
        var request = await Sent(Said.Hello, new ChatOptions
        {
            ModelId = "large",
            Temperature = 0.5f,
            MaxOutputTokens = 70,
            Seed = 11,
            StopSequences = ["END"],
            ResponseFormat = ChatResponseFormat.Json,
            Tools = [AIFunctionFactory.Create((int id) => "Ann", "find", "Finds a customer.")],
            ToolMode = ChatToolMode.RequireAny,
        });

        Assert.Equal("large", request.GetProperty("model").GetString());
        Assert.Equal(0.5, request.GetProperty("temperature").GetDouble());
        Assert.Equal(70, request.GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal(11, request.GetProperty("seed").GetInt64());
        Assert.Equal("END", request.GetProperty("stop")[0].GetString());
        Assert.Equal("json_object", request.GetProperty("response_format").GetProperty("type").GetString());
        Assert.Equal("required", request.GetProperty("tool_choice").GetString());
        var function = request.GetProperty("tools")[0].GetProperty("function");
        Assert.Equal(("find", "Finds a customer."), (function.GetProperty("name").GetString(), function.GetProperty("description").GetString()));
        Assert.Equal("integer", function.GetProperty("parameters").GetProperty("properties").GetProperty("id").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Options_Schema_IsSent()
    {
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"route":{"type":"string"}}}""");

        var request = await Sent(Said.Hello, new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement, "route") });

        var format = request.GetProperty("response_format");
        Assert.Equal(("json_schema", "route"), (format.GetProperty("type").GetString(), format.GetProperty("json_schema").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Options_None_SendsModelAndMessagesAlone()
    {
        var request = await Sent(Said.Hello, null);

        Assert.Equal("small", request.GetProperty("model").GetString());
        Assert.Equal(["messages", "model"], request.EnumerateObject().Select(p => p.Name).Order());
    }

    private static async Task<JsonElement> Sent(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        await using var service = await FakeService.Json(Ok);
        using var client = service.Client();
        await client.GetResponseAsync(messages, options);
        return service.Requests.Single();
    }

    private static string? Text(JsonElement message)
    {
        var content = message.GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString() : content[0].GetProperty("text").GetString();
    }
}
