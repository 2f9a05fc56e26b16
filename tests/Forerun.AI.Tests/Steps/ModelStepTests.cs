using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Forerun.AI.Clients;
using Forerun.AI.Retrying;
using Forerun.AI.Steps;
using Forerun.AI.Tests.Metering;
using Forerun.Pricing;
using Forerun.Running.Live;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Steps;

public sealed class ModelStepTests
{
    private static readonly TokenCounting Words = new() { Input = (_, _) => 10, Output = update => update.Text.Length > 0 ? 1 : 0 };

    [Fact]
    public async Task Ask_TellsTextFractionAndUsage_WhileItComes()
    {
        var flight = new FakeFlight { Expected = new TokenUsage(10, 4) };
        var step = new ModelStep(flight, Words);

        var answer = await step.AskAsync(new FakeClient(stream: t => Says(t, "Good ", "day.")), Meters.Hello);

        Assert.Equal("Good day.", answer.Text);
        Assert.Equal(
            ["Good  0.25 10+1", "Good day. 0.5 10+2", "Good day. 1 1000+100"],
            flight.Told);
        Assert.Equal(new TokenUsage(1000, 100), step.Usage! with { CachedInputTokens = null, ReasoningTokens = null });
    }

    [Fact]
    public async Task TwoQuestions_AddUp()
    {
        var flight = new FakeFlight();
        var step = new ModelStep(flight, Words);
        var client = new FakeClient(stream: t => Says(t, "a"));

        await step.AskAsync(client, Meters.Hello);
        await step.AskAsync(client, Meters.Hello);

        Assert.Equal((2000L, 200L), (step.Usage!.InputTokens!.Value, step.Usage.OutputTokens!.Value));
        Assert.Equal("a 1 2000+200", flight.Told.Last());
    }

    [Fact]
    public async Task AnswerWithoutUsage_IsUnknown_UnlessItIsCountedExactly()
    {
        var step = new ModelStep(new FakeFlight(), Words);
        var exact = new ModelStep(new FakeFlight(), Words with { IsExact = true });
        var client = new FakeClient(stream: t => Said(["a", "b"], usage: false, token: t));

        await step.AskAsync(client, Meters.Hello);
        await exact.AskAsync(client, Meters.Hello);

        Assert.Null(step.Usage);
        Assert.Equal(new TokenUsage(10, 2), exact.Usage);
    }

    [Fact]
    public async Task Cancelled_LeavesWhatIsKnownByThen()
    {
        using var cancel = new CancellationTokenSource();
        var flight = new FakeFlight { Cancellation = cancel.Token };
        var step = new ModelStep(flight, Words);
        var client = new FakeClient(stream: t => Said(["a", "b", "c"], before: async word =>
        {
            if (word == "c") await cancel.CancelAsync();
        }, token: t));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step.AskAsync(client, Meters.Hello));

        Assert.Equal("ab 0 10+2", flight.Told.Last());
    }

    [Fact]
    public async Task StreamThatBreaks_IsChargedAndBegunAnew_AndTheAnswerIsOfOneTryOnly()
    {
        var tries = 0;
        var flight = new FakeFlight();
        var step = new ModelStep(flight, Words);
        using var client = new FakeClient(stream: t => ++tries == 1 ? Breaking(t) : Says(t, "whole"))
            .WithRetries(new RetryOptions { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero }, new ManualTime(), () => 0);

        var answer = await step.AskAsync(client, Meters.Hello);

        Assert.Equal("whole", answer.Text);
        Assert.Equal(["half 0 10+1", "half 0 10+1", "retried Cut 10+1", "again", "whole 0 10+1", "whole 1 1000+100"], flight.Told);
        Assert.Equal(1000, step.Usage!.InputTokens);
    }

    [Fact]
    public async Task RefusedTry_CostsNothing_AndNoRoomForTheNextEndsIt()
    {
        var flight = new FakeFlight { HasRoom = false };
        using var client = new FakeClient(stream: _ => throw new ModelException(ModelErrorKind.RateLimited, "No."))
            .WithRetries(new RetryOptions { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero }, new ManualTime(), () => 0);

        await Assert.ThrowsAsync<RunException>(() => new ModelStep(flight, Words).AskAsync(client, Meters.Hello));

        Assert.Equal(["retried RateLimited ", "again"], flight.Told);
    }

    [Fact]
    public async Task LongAnswer_IsNotToldForEachOfItsLetters()
    {
        var flight = new FakeFlight();
        var words = Enumerable.Repeat("word ", 20_000).ToArray();

        await new ModelStep(flight, Words).AskAsync(new FakeClient(stream: t => Says(t, words)), Meters.Hello);

        Assert.InRange(flight.Told.Count, 64, 1000);
    }

#pragma warning disable CA1068 // words come last, as many as there are
    private static IAsyncEnumerable<ChatResponseUpdate> Says(CancellationToken token, params string[] words) => Said(words, token: token);
#pragma warning restore CA1068

    private static async IAsyncEnumerable<ChatResponseUpdate> Said(
        string[] words, bool usage = true, Func<string, Task>? before = null, [EnumeratorCancellation] CancellationToken token = default)
    {
        foreach (var word in words)
        {
            if (before is not null) await before(word);
            token.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        }

        if (usage) yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(FakeClient.Usage(1000, 100))]);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Breaking([EnumeratorCancellation] CancellationToken token)
    {
        await Task.Yield();
        token.ThrowIfCancellationRequested();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "half");
        throw new ModelException(ModelErrorKind.Cut, "Cut.");
    }

    private sealed class FakeFlight : IFlight
    {
        public CancellationToken Cancellation { get; init; }

        public TokenUsage? Expected { get; init; }

        public bool HasRoom { get; init; } = true;

        public ConcurrentQueue<string> Told { get; } = new();

        public void Report(string text, decimal fraction, TokenUsage? usage = null) =>
            Told.Enqueue(FormattableString.Invariant($"{text} {fraction} {usage?.InputTokens}+{usage?.OutputTokens}"));

        public void Retried(string why, TokenUsage? usage) =>
            Told.Enqueue($"retried {why} {(usage is null ? "" : $"{usage.InputTokens}+{usage.OutputTokens}")}");

        public ValueTask TryAgainAsync()
        {
            Told.Enqueue("again");
            return HasRoom ? default : throw new RunException(Forerun.Ledgers.RunEnd.BudgetExceeded, "no room");
        }
    }
}
