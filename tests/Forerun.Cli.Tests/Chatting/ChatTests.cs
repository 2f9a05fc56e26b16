namespace Forerun.Cli.Tests.Chatting;

/// <summary>Chats without tools: what goes in and comes out line by line.</summary>
public sealed class ChatTests : Scratch
{
    [Fact]
    public async Task Lines_AreAnsweredOneByOne_AndTheConversationIsKept()
    {
        await using var server = await ChatRun.ServerAsync(r => new() { Text = $"{r.Messages.Count}: {ChatRun.Asked(r)}" });

        var run = await new ChatRun(Folder, server).WithAsync(["one", "", "two"]);

        Assert.Equal((0, $"1: one{Environment.NewLine}3: two{Environment.NewLine}"), (run.Code, run.Out));
        Assert.Contains("2 turns in ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ChatRun.Key, run.Out + run.Error + await File.ReadAllTextAsync(PathOf("ledger.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithEscapeCodes_CommandsNoTerminal()
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "\u001b[2Jgone\u202eback" });

        var (plain, live) = (await new ChatRun(Folder, server).WithAsync(["one"]), await new ChatRun(Folder, server).AsAsync(["one"], ChatRun.Key, 80));

        Assert.DoesNotContain('\u001b', plain.Out + plain.Error);
        Assert.Contains("\\u001b[2Jgone\\u202eback", plain.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2Jgone", live.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', live.Out);
    }

    [Fact]
    public async Task Dial_IsTurnedAndSaid()
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "yes" });

        var run = await new ChatRun(Folder, server).WithAsync(["/dial", "/dial 0.8", "/dial 7", "/dial", "/quit", "never asked"]);

        Assert.Equal(
            ["The dial is 0.5.", "The dial is 0.8 now; it was 0.5.", "The dial must be a number from 0 to 1, not '7'.", "The dial is 0.8."],
            run.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(0, run.Code);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Slash_WithoutSense_NamesWhatThereIs()
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "yes" });

        var run = await new ChatRun(Folder, server).WithAsync(["/cst", "/help", "/why", "/cost"]);

        Assert.Contains("There is no '/cst'. Did you mean '/cost'?", run.Out, StringComparison.Ordinal);
        foreach (var name in new[] { "/dial", "/cost", "/why", "/help", "/quit" }) Assert.Contains($"\n{name}  ", run.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Nobody has asked anything yet.", run.Out, StringComparison.Ordinal);
        Assert.Contains("0 turns in 0.0 s", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cost_IsWhatTheLedgerSays()
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "yes", Usage = new(100_000, 1) });

        var run = await new ChatRun(Folder, server).WithAsync(["one", "/cost", "/why"]);

        Assert.Equal((0, ""), (run.Code, run.Code == 0 ? "" : run.Error));
        Assert.Contains("1 turn in ", run.Out, StringComparison.Ordinal);
        Assert.Contains("$0.015", run.Out, StringComparison.Ordinal); // a hundred thousand input tokens of gpt-4o-mini
        Assert.Contains("- Nothing was bet on", run.Out, StringComparison.Ordinal);
        Assert.Contains("- Nothing is drafted: there is no drafter.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_IsOneObject_AndNothingSaidIsInIt()
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "a secret" });

        var run = await new ChatRun(Folder, server).WithAsync(["one"], "--json");

        Assert.Equal(1, run.Json.GetProperty("turns").GetInt32());
        Assert.True(run.Json.GetProperty("usd").GetDecimal() > 0);
        Assert.DoesNotContain("secret", run.Out, StringComparison.Ordinal);
        Assert.Contains("a secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TurnThatFails_IsOneSentence_AndTheNextIsAnsweredWithoutIt()
    {
        await using var server = await ChatRun.ServerAsync(r => ChatRun.Asked(r) == "one" ? throw new InvalidOperationException("out of order") : new() { Text = $"{r.Messages.Count}" });

        var run = await new ChatRun(Folder, server).WithAsync(["one", "two"]);

        Assert.Equal((1, "1" + Environment.NewLine), (run.Code, run.Out));
        Assert.Equal(1, run.Error.Split('\n').Count(l => l.Contains("HTTP 500", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ModelWithoutAPrice_IsSaidOnce()
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "yes" });

        var run = await new ChatRun(Folder, server).WithAsync(["one", "two"], "--model", "house-model");

        Assert.Equal(0, run.Code);
        Assert.Contains("no bet is made on it.", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 calls without a known price", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "There is no key for 127.0.0.1; set OPENAI_API_KEY")]
    [InlineData("sk-wrong", "does not accept the key")]
    public async Task Key_MissingOrWrong_IsOneSentence(string? key, string sentence)
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "yes" });

        var run = await new ChatRun(Folder, server).AsAsync(["one"], key, null);

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains(sentence, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--trust files: no server is called 'files'. There is none: give --mcp.", "--trust", "files")]
    [InlineData("--trust b: no server is called 'b'. There are: a.", "--mcp", "a=x", "--trust", "b")]
    [InlineData("--reads must be a server's name and its tool's, as in web/search, not 'search'.", "--reads", "search")]
    [InlineData("--mcp must be a command with its arguments", "--mcp", " ")]
    [InlineData("Two servers are called 'npx'", "--mcp", "npx a", "--mcp", "/bin/npx b")]
    [InlineData("--dial must be a number from 0 to 1", "--dial", "2")]
    public async Task WrongUsage_IsToldAtOnce(string sentence, params string[] args)
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "yes" });

        var run = await new ChatRun(Folder, server).WithAsync(["one"], args);

        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatIsNoProgram_IsOneSentence()
    {
        await using var server = await ChatRun.ServerAsync(_ => new() { Text = "yes" });

        var run = await new ChatRun(Folder, server).WithAsync(["one"], "--mcp", "files=no-such-program");

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.StartsWith("The MCP server 'files' can't be started", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
