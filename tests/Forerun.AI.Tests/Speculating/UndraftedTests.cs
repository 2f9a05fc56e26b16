using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>A reply says where drafting was off, and why.</summary>
public class UndraftedTests
{
    [Fact]
    public async Task Undrafted_WithoutADrafter_SaysSo() =>
        Assert.Equal("Nothing is drafted: there is no drafter.", Assert.Single(await AskAsync(Stage.Say(Stage.Call("look", "k1")), isDrafted: false)));

    [Fact]
    public async Task Undrafted_BareCallsOfReads_IsEmpty() => Assert.Empty(await AskAsync(Stage.Say(Stage.Call("look", "k1"), Stage.Call("look", "k2"))));

    [Fact]
    public async Task Undrafted_WordsBesideTheCalls_AreNamed() => Assert.Contains("more than its calls", await OneAsync(new TextContent("Let me see."), Stage.Call("look", "k1")), StringComparison.Ordinal);

    [Fact]
    public async Task Undrafted_SignedReasoning_IsNamed() =>
        Assert.Contains("reasoning or signatures", await OneAsync(new TextReasoningContent("hm") { ProtectedData = "signed" }, Stage.Call("look", "k1")), StringComparison.Ordinal);

    [Theory]
    [InlineData("pay", "'pay' is undeclared and never runs on a guess.")]
    [InlineData("mail", "'mail' is irreversible and never runs on a guess.")]
    [InlineData("nobody", "nobody can call 'nobody' as it was called.")]
    public async Task Undrafted_AToolThatNoGuessRuns_IsNamed(string tool, string sentence) =>
        Assert.Equal($"After reply 1 nothing could be begun on a draft: {sentence}", await OneAsync(Stage.Call(tool, "k1")));

    [Fact]
    public async Task Undrafted_AConversationThatTheServiceKeeps_IsNamed() =>
        Assert.Contains("the service keeps the conversation", Assert.Single(await AskAsync(Stage.Say(Stage.Call("look", "k1")), keeps: "kept")), StringComparison.Ordinal);

    private static async Task<string> OneAsync(params AIContent[] reply) => Assert.Single(await AskAsync(Stage.Say(reply)));

    private static async Task<IReadOnlyList<string>> AskAsync(IAsyncEnumerable<AIContent> reply, bool isDrafted = true, string? keeps = null)
    {
        var model = new StagedModel((told, _) => told[^1].Role == ChatRole.Tool ? Stage.Say(new TextContent("done")) : reply) { Keeps = keeps };
        await using var agent = model.Agent(o => o.Drafter = isDrafted ? Stage.CallsOnce(("look", "k1")) : null);
        Task<string> Act(string key, CancellationToken _) => Task.FromResult(key);
        var tools = Stage.With(Stage.Read("look", Act), Stage.Plain("pay", Act), Tool.Irreversible(Stage.Plain("mail", Act)));
        return (await agent.GetResponseAsync(Stage.Ask("go"), tools)).Speculation()!.Undrafted;
    }
}
