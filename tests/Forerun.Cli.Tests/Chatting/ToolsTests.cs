using Forerun.Testing;

namespace Forerun.Cli.Tests.Chatting;

/// <summary>Chats with the tools of an MCP server, and the bets on them.</summary>
public sealed class ToolsTests : Scratch
{
    private static readonly string Server = $"files=dotnet {Path.Combine(AppContext.BaseDirectory, "Forerun.Mcp.Server.dll")}";
    private static readonly string[] Often = [.. Enumerable.Repeat("look", 16)];

    [Fact]
    public async Task Server_NotTrusted_IsCalledButNotBetOn_AndTheChatSaysHowToChangeThat()
    {
        await using var server = await ChatRun.SlowlyAsync(Looks);

        var run = await new ChatRun(Folder, server).WithAsync([.. Often, "/why"], "--mcp", Server, "--value-of-time", "1000");

        Assert.Equal(0, run.Code);
        Assert.Contains("the tool says look k1", run.Out, StringComparison.Ordinal);
        Assert.Contains("files: 5 tools; not trusted", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Split('\n').Count(l => l.Contains("Nothing is bet on look", StringComparison.Ordinal)));
        Assert.Contains("- Nothing is bet on look", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("bet on look,", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("won look", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--trust", "files")]
    [InlineData("--reads", "files/look")]
    public async Task Server_ThatIsBelieved_IsBetOn_AndEachBetIsToldAsItEnds(string option, string value)
    {
        await using var server = await ChatRun.SlowlyAsync(Looks);

        var run = await new ChatRun(Folder, server).WithAsync([.. Often, "/why", "/cost"], "--mcp", Server, option, value, "--value-of-time", "1000", "--dial", "1");

        Assert.Equal(0, run.Code);
        Assert.Matches(@"▓ won look: [\d.]+ s ahead", run.Error);
        Assert.Matches(@"[1-9]\d* won, \d+ missed", run.Out);
        Assert.Contains("(look) was ", string.Join(' ', run.Out.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is bet on look", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnATerminal_TheBetsStandBesideTheAnswer_AndStay()
    {
        await using var server = await ChatRun.SlowlyAsync(Looks);

        var run = await new ChatRun(Folder, server).AsAsync(Often, ChatRun.Key, 80, "--mcp", Server, "--trust", "files", "--value-of-time", "1000", "--dial", "1");

        Assert.Equal(0, run.Code);
        Assert.Contains("[look {\"key\":\"k1\"}]", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"  ▓ won look: [\d.]+ s ahead", run.Out);
        Assert.Contains(" │ ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoServers_WithAToolOfOneName_KeepTheFirst()
    {
        await using var server = await ChatRun.SlowlyAsync(Looks);

        var run = await new ChatRun(Folder, server).WithAsync(["look"], "--mcp", Server, "--mcp", Server.Replace("files=", "more=", StringComparison.Ordinal), "--reads", "more/fly");

        Assert.Equal(0, run.Code);
        Assert.Contains("'look' of more is left out: files has a tool of that name.", run.Error, StringComparison.Ordinal);
        Assert.Contains("--reads more/fly declares nothing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatEnds_IsWhatTheModelIsTold_AndTheChatGoesOn()
    {
        await using var server = await ChatRun.ServerAsync(r => r.Messages[^1].Role == "tool" ? new() { Text = r.LastText } : ToolOr(r, ChatRun.Asked(r)));

        var run = await new ChatRun(Folder, server).WithAsync(["die", "hello"], "--mcp", Server);

        Assert.Equal(0, run.Code);
        Assert.Contains("The MCP server 'files' has ", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("hello" + Environment.NewLine, run.Out, StringComparison.Ordinal);
    }

    private static ModelAnswer ToolOr(ModelRequest request, string asked) =>
        asked == "hello" ? new() { Text = "hello" } : new() { ToolCalls = [ChatRun.Call(asked, """{"key":"k1"}""")] };

    /// <summary>Looks, and says what it has seen; each reply takes a while.</summary>
    private static ModelAnswer Looks(ModelRequest request) => request.Messages[^1].Role == "tool"
        ? new() { Text = $"the tool says {request.LastText}" }
        : new() { ToolCalls = [ChatRun.Call("look", """{"key":"k1"}""")] };
}
