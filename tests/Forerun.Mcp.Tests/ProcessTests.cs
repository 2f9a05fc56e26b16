using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Forerun.Mcp.Tests;

/// <summary>Servers as real processes: started, ended, and nothing of them left.</summary>
public class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

#pragma warning disable RS0030 // a process takes time of its own, which no other clock knows
    private static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("stays")] // it has to be killed
    public async Task Server_OnceDisposed_IsGone(string how)
    {
        int id;
        await using (var server = await McpServer.StartAsync(Options(how) with { EndTimeout = TimeSpan.FromMilliseconds(how == "stays" ? 50 : 60_000) }, Clock))
        {
            id = int.Parse((string)(await CallAsync(server, "process"))!);
            Assert.Equal("look k1", await CallAsync(server, "look"));
            Assert.True(IsRunning(id));
        }

        Assert.False(IsRunning(id));
    }

    [Fact]
    public async Task Server_ThatEndsInACall_IsOneSentence_AndSoIsEachCallAfterIt()
    {
        await using var server = await McpServer.StartAsync(Options(""), Clock);

        foreach (var tool in new[] { "die", "look" })
        {
            var e = await Assert.ThrowsAsync<McpServerException>(() => CallAsync(server, tool));
            Assert.Equal($"The MCP server 'files' has ended (exit code 7, its last words: out of luck) and did not answer a call of '{tool}'; start it again.", e.Message);
        }
    }

    [Fact]
    public async Task Server_ThatFloods_IsCutOff()
    {
        await using var server = await McpServer.StartAsync(Options("") with { EndTimeout = TimeSpan.Zero }, Clock); // it waits for a reader

        var e = await Assert.ThrowsAsync<McpServerException>(() => CallAsync(server, "flood"));

        Assert.Equal("The MCP server 'files' sent a message of more than 4,000,000 bytes, was cut off and did not answer a call of 'flood'; start it again.", e.Message);
    }

    [Fact]
    public async Task Server_SeesNoVariablesButItsOwn()
    {
        Environment.SetEnvironmentVariable("FORERUN_TEST_KEY", "sk-planted");
        await using var server = await McpServer.StartAsync(Options("") with { Environment = new Dictionary<string, string> { ["MINE"] = "yes" } }, Clock);

        Assert.Equal("not there", await CallAsync(server, "variable", "FORERUN_TEST_KEY"));
        Assert.Equal("yes", await CallAsync(server, "variable", "MINE"));
        Assert.NotEqual("not there", await CallAsync(server, "variable", "PATH"));
    }

    [Fact]
    public async Task Start_OfAServerThatDies_IsOneSentenceWithItsLastWords()
    {
        var e = await Assert.ThrowsAsync<McpServerException>(() => McpServer.StartAsync(Options("dies"), Clock));

        Assert.Equal("The MCP server 'files' has ended (exit code 3, its last words: ?[31mno such folder?[0m) and did not say that it is ready; start it again.", e.Message);
    }

    [Fact]
    public async Task Start_OfAServerThatHangs_IsGivenUpInTime()
    {
        var e = await Assert.ThrowsAsync<McpServerException>(() => McpServer.StartAsync(
            Options("hangs") with { StartTimeout = TimeSpan.FromMilliseconds(300), EndTimeout = TimeSpan.Zero }, Clock).WaitAsync(Patience));

        Assert.Equal("The MCP server 'files' did not say that it is ready within 0.3 s; check what it waits for.", e.Message);
    }

    [Fact]
    public async Task Start_OfNoProgram_IsOneSentence()
    {
        var e = await Assert.ThrowsAsync<McpServerException>(() => McpServer.StartAsync(new McpServerOptions("files", "no-such-program", []), Clock));

        Assert.Equal("The MCP server 'files' can't be started: 'no-such-program' is no program that can be run here; check its name and the PATH.", e.Message);
    }

    [Fact]
    public async Task Start_WithWrongOptions_TellsAllErrors()
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => McpServer.StartAsync(new McpServerOptions(" ", "", []) { MaxTools = 0 }, Clock));

        Assert.Contains("Name is blank; give one. Command is blank; give a program. MaxTools is 0", e.Message, StringComparison.Ordinal);
    }

    private static McpServerOptions Options(string how) =>
        new("files", "dotnet", [Path.Combine(AppContext.BaseDirectory, "Forerun.Mcp.Server.dll"), how]) { StartTimeout = Patience, EndTimeout = Patience }; // a busy machine takes its time

    private static async Task<object?> CallAsync(McpServer server, string tool, string key = "k1") =>
        await server.Tools.Single(t => t.Name == tool).InvokeAsync(new AIFunctionArguments { ["key"] = key }).AsTask().WaitAsync(Patience);

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
