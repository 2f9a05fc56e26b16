using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Forerun.AI.Tools;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>Replies that call several tools: each call is read ahead, not the first alone. The last reply waits for what it should find begun.</summary>
public class SeveralCallsTests
{
    private const int Lessons = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> begun = new();
    private bool isLast;

    [Fact]
    public Task BeforeAnyCallHasCome_AllAreReadAhead() => TalkAsync((_, c) => Reply(["look k1", "find k2"], [], [Stage.Call("look", "k1"), Stage.Call("find", "k2")], c));

    [Fact]
    public Task OnceOneHasCome_TheNextIsReadAhead() => TalkAsync((_, c) => Reply(["find k2"], [Stage.Call("look", "k1")], [Stage.Call("find", "k2")], c));

    [Fact]
    public Task WhereTheReplyGoesOnInOneOfTwoWays_ItIsReadAheadByWhatHasCome()
    {
        var way = 0;
        return TalkAsync(
            (told, c) => told[^1].Role != ChatRole.Tool ? Reply([], [], [Stage.Call("open", "k1")], c)
                : way++ % 2 == 0 ? Reply(["find k3"], [Stage.Call("find", "k2")], [Stage.Call("find", "k3")], c)
                : Reply(["look k3"], [Stage.Call("look", "k2")], [Stage.Call("look", "k3")], c),
            rounds: 2);
    }

    [Fact]
    public Task WhatTheFirstOfThemReturned_IsKnownToWhatComesAfterAll()
    {
        var talks = 0;
        return TalkAsync(
            (told, c) => told[^1].Role != ChatRole.Tool ? Reply([], [], [Stage.Call("look", $"order-{++talks}"), Stage.Call("find", "k2")], c)
                : Reply([$"open order-{talks} is here"], [], [Stage.Call("open", $"order-{talks} is here")], c),
            rounds: 2);
    }

    /// <summary>Holds the same talk again and again, and then once more with replies that wait for reads that should have begun.</summary>
    private async Task TalkAsync(Func<IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<AIContent>> replies, int rounds = 1)
    {
        var model = new StagedModel((told, c) => told.Count(m => m.Role == ChatRole.Tool) == rounds ? Stage.Say(new TextContent("done")) : replies(told, c));
        await using var agent = model.Agent(o => o.Settings = o.Settings with { ValueOfTime = new Usd(1) });
        for (var i = 0; i <= Lessons; i++)
        {
            isLast = i == Lessons;
            begun.Clear();
            await agent.GetResponseAsync(Stage.Ask("the usual"), Stage.With(Read("look"), Read("find"), Read("open"))).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await agent.DropAsync();
        }
    }

    private async IAsyncEnumerable<AIContent> Reply(
        IReadOnlyList<string> waitsFor, IReadOnlyList<AIContent> before, IReadOnlyList<AIContent> after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var content in before) yield return content;
        await Task.Yield();
        if (isLast) await Task.WhenAll(waitsFor.Select(w => Begun(w).Task)).WaitAsync(cancellationToken);
        foreach (var content in after) yield return content;
        yield return new UsageContent(new UsageDetails { InputTokenCount = 10_000, OutputTokenCount = 10 }); // of which a hundredth may be lost by then
    }

    private TaskCompletionSource Begun(string call) => begun.GetOrAdd(call, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private AIFunction Read(string name) => Tool.With(
        Stage.Plain(name, (key, _) =>
        {
            Begun($"{name} {key}").TrySetResult();
            return Task.FromResult($"{key} is here");
        }),
        ToolEffect.Reads() with { Price = new Usd(0.00001m) });
}
