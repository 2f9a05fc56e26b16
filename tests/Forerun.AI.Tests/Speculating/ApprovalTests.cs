using Forerun.AI.Speculating;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>Answers to requests for leave that come back: what is allowed is done, what is refused is answered, each once.</summary>
public class ApprovalTests
{
    private readonly List<string> done = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Allowed_Call_IsMadeOnceAndAnswered(bool isStreaming)
    {
        var model = Stage.CallsOnce(("pay", "a"));
        await using var agent = model.Agent();
        var messages = await AskedAsync(agent, isStreaming, "go", _ => (true, null));

        var answer = await AskAsync(agent, isStreaming, messages);

        Assert.Equal(["a"], done);
        Assert.Equal("\nassistant:#1 pay {\"key\":\"a\"} ;\ntool:#1 -> \"paid\" ;\nassistant:done;", Wording.Of(answer.Messages));
        Assert.Equal("\nuser:go;\nassistant:#1 pay {\"key\":\"a\"} ;\ntool:#1 -> \"paid\" ;", Wording.Of(model.Requests[1]));
        Assert.Equal("call_1", model.Requests[1].SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single().CallId);
    }

    [Fact]
    public async Task Refused_Call_IsAnsweredWithItsReason_AndNotMade()
    {
        var model = Stage.CallsOnce(("pay", "a"));
        await using var agent = model.Agent();

        var answer = await AskAsync(agent, false, await AskedAsync(agent, false, "go", _ => (false, "too dear")));

        Assert.Empty(done);
        Assert.Equal(
            "\nassistant:#1 pay {\"key\":\"a\"} ;\ntool:#1 -> \"Tool call invocation rejected. too dear\" ;\nassistant:done;", Wording.Of(answer.Messages));
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Conversation_GoesOn_WithNothingDoneTwiceAndNumbersThatGoOn()
    {
        var model = new StagedModel((told, _) => told[^1].Role == ChatRole.Tool ? Stage.Say(new TextContent("done")) : Stage.Say(Stage.Call("pay", "a"), Stage.Call("look", "b")));
        await using var agent = model.Agent();
        var messages = await AskedAsync(agent, true, "one", c => (c.Name == "look", null));
        messages.AddRange((await AskAsync(agent, true, messages)).Messages);
        Assert.Equal(["look b"], Wanted());

        messages = await AskedAsync(agent, true, "two", _ => (true, null), messages);
        messages.AddRange((await AskAsync(agent, true, messages)).Messages);

        Assert.Equal(["look b", "a", "look b"], Wanted());
        var ids = model.Requests[^1].SelectMany(m => m.Contents).OfType<FunctionCallContent>().Select(c => c.CallId);
        Assert.Equal(["call_1", "call_2", "call_3", "call_4"], ids);
        Assert.DoesNotContain(model.Requests.SelectMany(r => r).SelectMany(m => m.Contents), c => c is ToolApprovalRequestContent or ToolApprovalResponseContent);

        IEnumerable<string> Wanted() => done.Where(d => d != "look a"); // a guess of what follows "pay a"
    }

    [Fact]
    public async Task Allowed_CallThatFails_IsToldToTheModel()
    {
        var model = Stage.CallsOnce(("pay", "broke"));
        await using var agent = model.Agent();

        var answer = await AskAsync(agent, false, await AskedAsync(agent, false, "go", _ => (true, null)));

        Assert.Contains("Error: Function failed.", Wording.Of(answer.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowed_WhereTheServiceKeepsTheConversation_SendsTheResultAlone()
    {
        var model = new StagedModel((told, _) => told[^1].Role == ChatRole.Tool ? Stage.Say(new TextContent("done")) : Stage.Say(Stage.Call("pay", "a"))) { Keeps = "kept" };
        await using var agent = model.Agent();
        var first = await agent.GetResponseAsync(Stage.Ask("go"), Tools());
        var given = new ChatMessage(ChatRole.User, [.. Requests(first).Select(r => r.CreateResponse(true))]);

        await agent.GetResponseAsync([given], new ChatOptions { Tools = Tools().Tools, ConversationId = "kept" });

        Assert.Equal(["a"], done);
        Assert.Equal("\ntool:#1 -> \"paid\" ;", Wording.Of(model.Requests[1]));
    }

    [Fact]
    public async Task Request_WithoutAnAnswer_IsRefusedInASentence()
    {
        await using var agent = Stage.CallsOnce(("pay", "a")).Agent();
        var first = await agent.GetResponseAsync(Stage.Ask("go"), Tools());

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => agent.GetResponseAsync([.. Stage.Ask("go"), .. first.Messages], Tools()));

        Assert.Equal("The messages ask for leave to make the calls call_1 and hold no answer; add a ToolApprovalResponseContent for each.", e.Message);
    }

    /// <summary>Laws 1 and 2: whatever is bet on, what a person was to allow is done when he has, and as a plain loop does it.</summary>
    [Fact]
    public Task Approvals_WhateverIsBet_EqualThePlainLoop() => Seeds.CheckAsync(150, async seed =>
    {
        var plain = await TalkAsync(seed, null);
        var model = new ScriptedModel(seed, Shop.Names);
        await using var agent = model.Agent(o =>
        {
            o.Policy = () => seed % 2 == 0 ? new ChaosPolicy(seed) : new Forerun.Policies.Forerun.ForerunPolicy();
            if (seed % 3 == 0) o.Drafter = new ScriptedModel(seed, Shop.Names, seed % 2 == 0 ? "model" : "liar");
        });
        for (var i = 0; i < 2; i++)
        {
            var ours = await TalkAsync(seed, agent, seed % 2 == 1);
            Assert.Equal(plain, ours);
            await agent.DropAsync();
        }
    });

    [Fact]
    public async Task Approvals_OfThatLaw_AreAskedForGivenAndRefused()
    {
        var all = "";
        for (var seed = 1; seed <= 20; seed++) all += string.Join('\n', await TalkAsync(seed, null));

        Assert.Contains("Tool call invocation rejected. no", all, StringComparison.Ordinal);
        Assert.Contains("pay was number", all, StringComparison.Ordinal);
        Assert.Contains("ToolApprovalRequestContent", all, StringComparison.Ordinal);
    }

    /// <summary>A conversation in which every tool that looks or pays needs leave, and a seed gives it.</summary>
    private static async Task<(string Messages, string Effects)> TalkAsync(int seed, SpeculatingChatClient? agent, bool isStreaming = false)
    {
        var shop = new Shop(seed);
        AITool[] tools = [.. shop.Tools.Select(t => t.Name is "look" or "pay" ? new ApprovalRequiredAIFunction((AIFunction)t) : t)];
        var plain = new PlainApprovals(new ScriptedModel(seed, Shop.Names), tools);
        var messages = new List<ChatMessage>();
        for (var turn = 0; turn < 4; turn++)
        {
            var asked = messages.Count > 0 ? messages[^1].Contents.OfType<ToolApprovalRequestContent>().ToList() : [];
            messages.Add(asked.Count == 0
                ? new ChatMessage(ChatRole.User, $"Question {turn}")
                : new ChatMessage(ChatRole.User, [.. asked.Select((a, i) => a.CreateResponse(Draws.Of(seed, $"leave {turn} {i}").Chance(0.6), i == 0 ? "no" : null))]));
            try
            {
                var options = new ChatOptions { Tools = [.. tools] };
                messages.AddRange(agent is null ? await plain.RunAsync(messages, TestContext.Current.CancellationToken)
                    : isStreaming ? (await agent.GetStreamingResponseAsync(messages, options).ToChatResponseAsync()).Messages
                    : (await agent.GetResponseAsync(messages, options)).Messages);
            }
            catch (InvalidOperationException e)
            {
                messages.Add(new ChatMessage(ChatRole.User, e.Message));
                break;
            }
        }

        return (Wording.Of(messages), string.Join('\n', shop.Effects));
    }

    private async Task<List<ChatMessage>> AskedAsync(
        SpeculatingChatClient agent, bool isStreaming, string text, Func<FunctionCallContent, (bool IsAllowed, string? Why)> answer, List<ChatMessage>? before = null)
    {
        List<ChatMessage> messages = [.. before ?? [], .. Stage.Ask(text)];
        var response = await AskAsync(agent, isStreaming, messages);
        messages.AddRange(response.Messages);
        messages.Add(new ChatMessage(ChatRole.User, [.. Requests(response).Select(r =>
        {
            var (isAllowed, why) = answer((FunctionCallContent)r.ToolCall);
            return r.CreateResponse(isAllowed, why);
        })]));
        return messages;
    }

    private async Task<ChatResponse> AskAsync(SpeculatingChatClient agent, bool isStreaming, IReadOnlyList<ChatMessage> messages) => isStreaming
        ? await agent.GetStreamingResponseAsync(messages, Tools()).ToChatResponseAsync()
        : await agent.GetResponseAsync(messages, Tools());

    private static List<ToolApprovalRequestContent> Requests(ChatResponse response) => [.. response.Messages.SelectMany(m => m.Contents).OfType<ToolApprovalRequestContent>()];

    private ChatOptions Tools() => Stage.With(
        new ApprovalRequiredAIFunction(Stage.Read("pay", (key, _) => key == "broke" ? throw new InvalidOperationException(key) : Done(key))),
        Stage.Read("look", (key, _) => Done($"look {key}")));

    private Task<string> Done(string what)
    {
        lock (done) done.Add(what);
        return Task.FromResult("paid");
    }
}
