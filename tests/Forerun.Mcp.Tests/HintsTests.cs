using Forerun.AI.Tools;
using Forerun.Effects;
using Forerun.Mcp.Server;
using Forerun.Mcp.Tools;
using ModelContextProtocol.Protocol;

namespace Forerun.Mcp.Tests;

/// <summary>Whom we believe what about a tool.</summary>
public class HintsTests
{
    public static TheoryData<bool?, bool?, bool?, bool?, Effect> All => new()
    {
        { true, null, null, false, Effect.None },
        { true, false, true, false, Effect.None },
        { true, null, null, null, Effect.Undeclared }, // unset is the open world
        { true, null, null, true, Effect.Undeclared },
        { true, true, null, false, Effect.Undeclared }, // says both
        { false, false, true, false, Effect.Idempotent },
        { null, false, true, null, Effect.Idempotent },
        { false, null, true, false, Effect.Irreversible }, // unset destroys
        { false, true, true, false, Effect.Irreversible },
        { false, false, false, false, Effect.Irreversible },
        { null, null, null, false, Effect.Undeclared },
        { null, null, null, null, Effect.Undeclared },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void EffectOf_WhatATrustedServerSays_IsTakenAtItsMostCautious(bool? reads, bool? destroys, bool? idempotent, bool? isOpen, Effect effect)
    {
        var said = Hints.EffectOf(new ToolAnnotations { ReadOnlyHint = reads, DestructiveHint = destroys, IdempotentHint = idempotent, OpenWorldHint = isOpen });

        Assert.Equal(effect, said.Effect);
        Assert.False(said.HarmlessIfUnneeded);
    }

    [Fact]
    public void EffectOf_NoAnnotations_IsUndeclared() => Assert.Equal(Effect.Undeclared, Hints.EffectOf(null).Effect);

    [Theory]
    [InlineData(false, Effect.Undeclared)]
    [InlineData(true, Effect.None)]
    public async Task Tool_OfAServer_IsWhatItSaysOnlyIfItIsTrusted(bool isTrusted, Effect effect)
    {
        var (server, _) = await Piped.StartAsync(o => new ScriptedServer(o) { Tools = [SaidTool.Read("look")] }, isTrusted);
        await using (server) Assert.Equal(effect, EffectOf(server, "look"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tool_ThatReadsTheOpenWorld_IsAReadOnlyIfItsUserSaysSoByName(bool isTrusted)
    {
        var tools = new[] { SaidTool.Read("search", isOpen: true), SaidTool.Read("fetch", isOpen: true) };
        var declared = new Dictionary<string, ToolEffect> { ["search"] = ToolEffect.Reads() };

        var (server, _) = await Piped.StartAsync(o => new ScriptedServer(o) { Tools = tools }, isTrusted, declared);
        await using (server) Assert.Equal((Effect.None, Effect.Undeclared), (EffectOf(server, "search"), EffectOf(server, "fetch")));
    }

    [Fact]
    public async Task Tools_ThatHaveChanged_AreNotBelievedUntilAskedAgain()
    {
        var (server, line) = await Piped.StartAsync(o => new ScriptedServer(o) { Tools = [SaidTool.Read("look"), SaidTool.Read("find")] }, isTrusted: true);
        await using (server)
        {
            var look = server.Tools.Single(t => t.Name == "look");
            line.Server.Tools = [new SaidTool("look") { Hints = new() { ["destructiveHint"] = true } }];
            await line.Server.SayChangedAsync();
            await Forerun.Tests.Eventually.Happens(() => server.HasChanged);
            Assert.Equal(Effect.Undeclared, look.GetService<ToolEffect>()!.Effect);

            await server.RefreshAsync(TestContext.Current.CancellationToken);

            Assert.False(server.HasChanged);
            Assert.Equal("look", Assert.Single(server.Tools).Name);
            Assert.Equal(Effect.Irreversible, look.GetService<ToolEffect>()!.Effect); // also where it is still in somebody's hands
        }
    }

    private static Effect EffectOf(McpServer server, string tool) => server.Tools.Single(t => t.Name == tool).GetService<ToolEffect>()!.Effect;
}
