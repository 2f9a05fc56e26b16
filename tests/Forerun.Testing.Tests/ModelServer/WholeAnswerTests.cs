using System.Net.Http.Json;
using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Testing.Tests.ModelServer;

public sealed class WholeAnswerTests
{
    [Fact]
    public async Task Answer_Text_HasTheProtocolsShape()
    {
        await using var lab = await Lab.StartAsync();
        var answer = await lab.AskAsync(Lab.Body());
        Assert.Equal("chatcmpl-1", answer.GetProperty("id").GetString());
        Assert.Equal("chat.completion", answer.GetProperty("object").GetString());
        Assert.Equal("large", answer.GetProperty("model").GetString());
        Assert.Equal(1767225600, answer.GetProperty("created").GetInt64());
        Assert.Equal("assistant", answer.Choice().GetProperty("message").GetProperty("role").GetString());
        Assert.Equal("You said: hello", answer.Content());
        Assert.Equal("stop", answer.Finish());
    }

    [Fact]
    public async Task Answer_NoUsageGiven_FourCharactersAreAToken()
    {
        await using var lab = await Lab.StartAsync();
        var usage = (await lab.AskAsync(Lab.Body())).GetProperty("usage");
        Assert.Equal(2, usage.Count("prompt_tokens"));
        Assert.Equal(4, usage.Count("completion_tokens"));
        Assert.Equal(6, usage.Count("total_tokens"));
        Assert.Equal(0, usage.Count("prompt_tokens_details", "cached_tokens"));
        Assert.Equal(0, usage.Count("completion_tokens_details", "reasoning_tokens"));
    }

    [Fact]
    public async Task Answer_UsageGiven_IsReportedAndRecorded()
    {
        var answer = new ModelAnswer { Text = "ok", Usage = new TokenUsage(1000, 300, 600, ReasoningTokens: 250) };
        await using var lab = await Lab.StartAsync(ModelScript.Always(answer));
        var usage = (await lab.AskAsync(Lab.Body())).GetProperty("usage");
        Assert.Equal(1000, usage.Count("prompt_tokens"));
        Assert.Equal(300, usage.Count("completion_tokens"));
        Assert.Equal(600, usage.Count("prompt_tokens_details", "cached_tokens"));
        Assert.Equal(250, usage.Count("completion_tokens_details", "reasoning_tokens"));
        await lab.Server.Requests[0].Ended;
        Assert.Equal(answer.Usage, lab.Server.Requests[0].Usage);
    }

    [Fact]
    public async Task Answer_ToolCalls_HasTheProtocolsShape()
    {
        var answer = new ModelAnswer { ToolCalls = [new("call_1", "look_up", """{"id":7}"""), new("call_2", "now", "{}")] };
        await using var lab = await Lab.StartAsync(ModelScript.Always(answer));
        var reply = await lab.AskAsync(Lab.Body());
        var calls = reply.Choice().GetProperty("message").GetProperty("tool_calls");
        Assert.Equal("tool_calls", reply.Finish());
        Assert.Null(reply.Content());
        Assert.Equal("""[{"id":"call_1","type":"function","function":{"name":"look_up","arguments":"{\u0022id\u0022:7}"}},{"id":"call_2","type":"function","function":{"name":"now","arguments":"{}"}}]""", calls.GetRawText());
    }

    [Fact]
    public async Task Answer_Limit_CutsTextAndTokens()
    {
        await using var lab = await Lab.StartAsync(ModelScript.Always("aaaabbbbccccdddd"));
        var answer = await lab.AskAsync(Lab.Body(rest: ",\"max_completion_tokens\":2"));
        Assert.Equal("aaaabbbb", answer.Content());
        Assert.Equal("length", answer.Finish());
        Assert.Equal(2, answer.GetProperty("usage").Count("completion_tokens"));
    }

    [Fact]
    public async Task Models_Asked_AreListed()
    {
        await using var lab = await Lab.StartAsync();
        var models = await lab.Client.GetFromJsonAsync<JsonElement>("models");
        Assert.Equal("list", models.GetProperty("object").GetString());
        Assert.Equal(["large", "small"], models.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString()));
    }
}
