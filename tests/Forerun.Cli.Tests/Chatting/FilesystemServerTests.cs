using Forerun.Testing;

namespace Forerun.Cli.Tests.Chatting;

/// <summary>The reference filesystem server of the npm registry, on a folder of the test's own.</summary>
public sealed class FilesystemServerTests : Scratch
{
    private static readonly string Script = Repository.PathOf("tests/Forerun.Cli.Tests/Chatting/npm/node_modules/@modelcontextprotocol/server-filesystem/dist/index.js");

    [Fact]
    public async Task FilesystemServer_Trusted_ReadsOnGuesses_AndWritesOnce()
    {
        if (!File.Exists(Script)) Assert.Skip("The filesystem server is not installed; `npm install --prefix tests/Forerun.Cli.Tests/Chatting/npm` does it.");
        var folder = Directory.CreateDirectory(PathOf("own")).FullName;
        var (note, diary) = (Path.Combine(folder, "note.txt"), Path.Combine(folder, "diary.txt"));
        await File.WriteAllTextAsync(note, "the cat is out", TestContext.Current.CancellationToken);
        await using var server = await ChatRun.SlowlyAsync(r => Answer(r, note, diary));

        var run = await new ChatRun(Folder, server).WithAsync(
            [.. Enumerable.Repeat("read", 16), "write", "/cost"], "--mcp", $"files=node {Script} {folder}", "--trust", "files", "--value-of-time", "1000", "--dial", "1");

        Assert.Equal(0, run.Code);
        Assert.Equal(16, run.Out.Split("It says: the cat is out").Length - 1);
        Assert.Equal("fed at nine", await File.ReadAllTextAsync(diary, TestContext.Current.CancellationToken));
        Assert.Equal(1, server.Requests.Count(r => r.Body.Contains("\"tool_call_id\"", StringComparison.Ordinal) && r.Body.Contains("diary.txt", StringComparison.Ordinal)));
        Assert.Matches(@"▓ won read_text_file: [\d.]+ s ahead", run.Error);
        Assert.DoesNotContain("bet on write_file", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is bet on", run.Error, StringComparison.Ordinal);
    }

    private static ModelAnswer Answer(ModelRequest request, string note, string diary) => (request.Messages[^1].Role, ChatRun.Asked(request)) switch
    {
        ("tool", "read") => new() { Text = $"It says: {request.LastText}" },
        ("tool", _) => new() { Text = "It is written." },
        (_, "read") => new() { ToolCalls = [ChatRun.Call("read_text_file", Json(("path", note)))] },
        _ => new() { ToolCalls = [ChatRun.Call("write_file", Json(("path", diary), ("content", "fed at nine")))] },
    };

    private static string Json(params (string Name, string Value)[] arguments) =>
        System.Text.Json.JsonSerializer.Serialize(arguments.ToDictionary(a => a.Name, a => a.Value));
}
