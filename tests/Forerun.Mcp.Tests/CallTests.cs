using System.Text.Json;
using Forerun.Mcp.Server;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Mcp.Tests;

/// <summary>Calls of a server's tools, and servers that do what none should.</summary>
public class CallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Call_OfATool_GivesItsText() => Assert.Equal("look k1", await CallAsync((_, tool, key) => ScriptedServer.Text($"{tool} {key}")));

    [Fact]
    public async Task Call_ThatTheServerRefuses_IsWhatTheModelIsTold() =>
        Assert.Equal("Error: no such key", await CallAsync((_, _, _) => ScriptedServer.Text("no such key", isError: true)));

    [Fact]
    public async Task Call_WithAStructuredResultAlone_GivesThat()
    {
        var result = await CallAsync((_, _, _) => """{"content":[],"structuredContent":{"n":1}}""");

        Assert.Equal("""{"n":1}""", Assert.IsType<JsonElement>(result).GetRawText());
    }

    [Fact]
    public async Task Call_WithAPicture_GivesAllOfTheResult()
    {
        var result = await CallAsync((_, _, _) => """{"content":[{"type":"image","data":"AAAA","mimeType":"image/png"}]}""");

        Assert.Contains("image/png", Assert.IsType<JsonElement>(result).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_BetweenNonsense_IsAnsweredAllTheSame()
    {
        var (server, _) = await Piped.StartAsync(o => new ScriptedServer(o)
        {
            Tools = [SaidTool.Read("look")],
            Act = static async (me, _, key) =>
            {
                foreach (var line in new[] { "Loading…", "{\"jsonrpc\":", "[1,2]", "null", "\"x\"", """{"jsonrpc":"2.0","id":"never asked","result":{}}""", "" })
                    await me.SayAsync(line);
                return ScriptedServer.Text(key);
            },
        });
        await using (server) Assert.Equal("k1", await LookAsync(server));
    }

    [Theory]
    [InlineData("""{"content":"no list"}""")]
    [InlineData("[]")]
    [InlineData("\"just a text\"")]
    public async Task Call_WithAResultOfNoKnownForm_IsOneSentence(string result)
    {
        var e = await Assert.ThrowsAsync<McpServerException>(() => CallAsync((_, _, _) => result));

        Assert.StartsWith("The MCP server 'files' did not answer a call of 'look'", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task Call_WithoutAnAnswer_EndsAtItsTimeout_AndTheNextIsAnswered()
    {
        var time = new ManualTime();
        var (server, line) = await Piped.StartAsync(o => new ScriptedServer(o)
        {
            Tools = [SaidTool.Read("look")],
            Act = static (_, _, key) => Task.FromResult(key == "hang" ? null : ScriptedServer.Text(key)),
        }, time: time);
        await using (server)
        {
            var hanging = LookAsync(server, "hang");
            await Forerun.Tests.Eventually.Happens(() => line.Server.Called.Count == 1);
            await Task.Run(() => time.Advance(TimeSpan.FromSeconds(100)));

            var e = await Assert.ThrowsAsync<McpServerException>(() => hanging.WaitAsync(Patience));
            Assert.Equal("The MCP server 'files' did not answer a call of 'look' within 100 s; check what it waits for.", e.Message);
            Assert.Equal("k2", await LookAsync(server, "k2"));
        }
    }

    [Fact]
    public async Task Call_GivenUp_EndsAtOnce()
    {
        var (server, line) = await Piped.StartAsync(o => new ScriptedServer(o) { Tools = [SaidTool.Read("look")], Act = static (_, _, _) => Task.FromResult<string?>(null) });
        await using (server)
        {
            using var stop = new CancellationTokenSource();
            var hanging = LookAsync(server, "hang", stop.Token);
            await Forerun.Tests.Eventually.Happens(() => line.Server.Called.Count == 1);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging.WaitAsync(Patience));
        }
    }

    [Fact]
    public async Task Dispose_WithACallUnderWay_EndsTheServerAndTheCall()
    {
        var (server, line) = await Piped.StartAsync(o => new ScriptedServer(o) { Tools = [SaidTool.Read("look")], Act = static (_, _, _) => Task.FromResult<string?>(null) });
        var hanging = LookAsync(server, "hang");
        await Forerun.Tests.Eventually.Happens(() => line.Server.Called.Count == 1);

        await server.DisposeAsync();
        await server.DisposeAsync();

        Assert.True(line.IsEnded);
        await Assert.ThrowsAsync<McpServerException>(() => hanging.WaitAsync(Patience));
    }

    [Fact]
    public async Task Tools_ThatNoModelCouldCall_AreLeftOut()
    {
        var (server, _) = await Piped.StartAsync(o => new ScriptedServer(o)
        {
            Tools = [new("look"), new("look"), new("with space"), new("\u001b[2Jclear"), new(""), new(new string('x', 65))],
        });
        await using (server)
        {
            Assert.Equal("look", Assert.Single(server.Tools).Name);
            Assert.Equal(5, server.Skipped.Count);
            Assert.DoesNotContain('\u001b', string.Concat(server.Skipped));
        }
    }

    private static async Task<object?> CallAsync(Func<ScriptedServer, string, string, string> act)
    {
        var (server, _) = await Piped.StartAsync(o => new ScriptedServer(o)
        {
            Tools = [SaidTool.Read("look")], Act = (me, tool, key) => Task.FromResult<string?>(act(me, tool, key)),
        });
        await using (server) return await LookAsync(server);
    }

    private static async Task<object?> LookAsync(McpServer server, string key = "k1", CancellationToken cancellationToken = default) =>
        await Assert.Single(server.Tools).InvokeAsync(new AIFunctionArguments { ["key"] = key }, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
}
