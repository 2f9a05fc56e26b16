using Forerun.Pricing;

namespace Forerun.Testing.Tests.ModelServer;

public sealed class StreamedAnswerTests
{
    [Fact]
    public async Task Stream_Text_RoleThenTokensThenFinishThenUsage()
    {
        await using var lab = await Lab.StartAsync();
        var chunks = await lab.ChunksAsync(Lab.Streamed());
        Assert.All(chunks, c => Assert.Equal("chat.completion.chunk", c.GetProperty("object").GetString()));
        Assert.Equal("assistant", chunks[0].Delta().GetProperty("role").GetString());
        Assert.Equal(7, chunks.Count);
        Assert.Equal("You said: hello", chunks.Said());
        Assert.Equal("stop", chunks[^2].Finish());
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(4, chunks[^1].GetProperty("usage").Count("completion_tokens"));
        Assert.All(chunks[..^1], c => Assert.Equal(System.Text.Json.JsonValueKind.Null, c.GetProperty("usage").ValueKind));
    }

    [Fact]
    public async Task Stream_UsageNotAsked_SaysNothingOfIt()
    {
        await using var lab = await Lab.StartAsync();
        var chunks = await lab.ChunksAsync(Lab.Body(rest: ",\"stream\":true"));
        Assert.All(chunks, c => Assert.False(c.TryGetProperty("usage", out _)));
        Assert.Equal("stop", chunks[^1].Finish());
    }

    [Fact]
    public async Task Stream_ToolCalls_IdAndNameOnceThenArguments()
    {
        ModelToolCall[] calls = [new("call_1", "look_up", """{"customer":"Ada","order":7}"""), new("call_2", "now", "")];
        await using var lab = await Lab.StartAsync(ModelScript.Always(new ModelAnswer { Text = "A moment.", ToolCalls = calls }));
        var chunks = await lab.ChunksAsync(Lab.Streamed());
        var pieces = chunks[..^2].Where(c => c.Delta().TryGetProperty("tool_calls", out _)).Select(c => c.Delta().GetProperty("tool_calls")[0]).ToList();
        Assert.Equal("A moment.", chunks.Said());
        Assert.Equal("tool_calls", chunks[^2].Finish());
        for (var i = 0; i < calls.Length; i++)
        {
            var own = pieces.Where(p => p.GetProperty("index").GetInt32() == i).ToList();
            Assert.Equal(calls[i].Id, own[0].GetProperty("id").GetString());
            Assert.Equal(calls[i].Name, own[0].GetProperty("function").GetProperty("name").GetString());
            Assert.All(own[1..], p => Assert.False(p.TryGetProperty("id", out _)));
            Assert.Equal(calls[i].Arguments, string.Concat(own.Select(p => p.GetProperty("function").GetProperty("arguments").GetString())));
        }
    }

    [Fact]
    public async Task Stream_MoreTokensThanCharacters_SaysAllAndCountsAll()
    {
        await using var lab = await Lab.StartAsync(ModelScript.Always(new ModelAnswer { Text = "ok", Usage = new TokenUsage(10, 30, ReasoningTokens: 20) }));
        var chunks = await lab.ChunksAsync(Lab.Streamed());
        Assert.Equal("ok", chunks.Said());
        Assert.Equal(30, chunks[^1].GetProperty("usage").Count("completion_tokens"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc😀😀😀😀😀d😀e")]
    public async Task Stream_AnyText_ArrivesWhole(string text)
    {
        await using var lab = await Lab.StartAsync(ModelScript.Always(text));
        Assert.Equal(text, (await lab.ChunksAsync(Lab.Streamed())).Said());
        Assert.Equal(text, (await lab.AskAsync(Lab.Body())).Content());
    }

    [Fact]
    public async Task Stream_Paced_EachTokenAtItsMoment()
    {
        using var time = new WatchedTime();
        await using var lab = await Lab.PacedAsync(time, "aaaabbbbcccc");
        var post = lab.PostAsync(Lab.Streamed());
        await time.AdvanceAsync(370);
        using var reader = new StreamReader(await (await post).Content.ReadAsStreamAsync());
        Assert.Contains("assistant", await NextAsync(reader));
        Assert.Contains("aaaa", await NextAsync(reader));
        await time.AdvanceAsync(9);
        Assert.Equal(1, lab.Server.Requests[0].TokensSent);
        time.Advance(1);
        Assert.Contains("bbbb", await NextAsync(reader));
        Assert.Equal(2, lab.Server.Requests[0].TokensSent);
    }

    [Fact]
    public async Task Stream_HundredAtOnce_EachGetsItsOwn()
    {
        await using var lab = await Lab.StartAsync();
        var texts = Enumerable.Range(0, 100).Select(i => $"number {i} " + new string('x', 10 * i)).ToList();
        var answers = await Task.WhenAll(texts.Select(t => lab.ChunksAsync(Lab.Streamed(t))));
        Assert.Equal(texts.Select(t => $"You said: {t}"), answers.Select(a => a.Said()));
        Assert.Equal(100, lab.Server.Requests.Count);
        Assert.All(lab.Server.Requests, r => Assert.Equal(RequestOutcome.Completed, r.Outcome));
    }

    private static async Task<string?> NextAsync(StreamReader reader)
    {
        var line = await reader.ReadLineAsync();
        await reader.ReadLineAsync();
        return line;
    }
}
