using Forerun.AI.Retrying;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>How turns and conversations end: cancelled, broken, left, idle, disposed of. Nothing is left behind (law 7).</summary>
public class EndTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_WhileAToolRuns_IsThrownWhenTheToolHasEnded(bool isDeaf)
    {
        using var cancel = new CancellationTokenSource();
        var (ended, letGo) = (false, new TaskCompletionSource());
        var look = Stage.Read("look", async (key, c) =>
        {
            await cancel.CancelAsync();
            if (isDeaf) await letGo.Task;
            else await Stage.Forever(c).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended = true;
            return key;
        });
        await using var agent = Stage.CallsOnce(("look", "k")).Agent();
        var asking = agent.GetResponseAsync(Stage.Ask("go"), Stage.With(look), cancel.Token);
        if (isDeaf)
        {
            for (var i = 0; i < 100; i++) await Task.Yield();
            Assert.False(asking.IsCompleted);
            letGo.SetResult();
        }

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => asking.WaitAsync(Patience));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.True(ended);
    }

    [Fact]
    public async Task Stream_LeftEarly_GivesTheTurnUp()
    {
        var isGivenUp = new TaskCompletionSource();
        var model = new StagedModel((_, c) => Endless(c));
        await using var agent = model.Agent();
        await foreach (var update in agent.GetStreamingResponseAsync(Stage.Ask("go")))
        {
            Assert.Equal("piece", update.Text);
            break;
        }

        await isGivenUp.Task.WaitAsync(Patience);

        async IAsyncEnumerable<AIContent> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return new TextContent("piece");
            try
            {
                await Stage.Forever(cancellationToken);
            }
            finally
            {
                isGivenUp.SetResult();
            }
        }
    }

    [Theory]
    [InlineData(true, 1, false)]
    [InlineData(false, 2, true)]
    public async Task Stream_ThatBreaksAfterItWasShown_IsNotBegunAnew(bool isStreaming, int tries, bool isAnswered)
    {
        var requests = 0;
        var model = new StagedModel((_, _) => Broken(++requests));
        await using var agent = model.WithRetries(new RetryOptions { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero }, new ManualTime(), () => 0.5).Agent();
        var shown = new List<string>();
        var asking = Task.Run(async () =>
        {
            if (!isStreaming) return (await agent.GetResponseAsync(Stage.Ask("go"))).Text;
            await foreach (var update in agent.GetStreamingResponseAsync(Stage.Ask("go"))) shown.Add(update.Text);
            return string.Concat(shown);
        });
        if (isAnswered) Assert.Equal("half and whole", await asking.WaitAsync(Patience));
        else await Assert.ThrowsAsync<IOException>(() => asking.WaitAsync(Patience));
        Assert.Equal(tries, requests);
        if (isStreaming) Assert.Equal(["half "], shown);

        static async IAsyncEnumerable<AIContent> Broken(int request)
        {
            await Task.Yield();
            yield return new TextContent("half ");
            if (request == 1) throw new IOException("the line is dead");
            yield return new TextContent("and whole");
        }
    }

    [Fact]
    public async Task Conversation_IdleForLong_IsOverAndItsReadsWithIt()
    {
        var time = new ManualTime();
        await using var agent = Stage.CallsOnce(("look", "k")).Agent(o => (o.Time, o.IdleFor) = (time, TimeSpan.FromMinutes(1)));
        var look = Stage.Read("look", (key, _) => Task.FromResult(key));
        await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(look)).WaitAsync(Patience);
        Assert.Equal(1, agent.Waiting);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, agent.Waiting);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, agent.Waiting);
    }

    [Fact]
    public async Task Conversation_ThatGoesOn_IsTheSameOneAndAnotherIsNot()
    {
        await using var agent = Stage.CallsOnce(("look", "k")).Agent();
        var look = Stage.Read("look", (key, _) => Task.FromResult(key));
        var first = Stage.Ask("go");
        var answer = await agent.GetResponseAsync(first, Stage.With(look)).WaitAsync(Patience);
        await agent.GetResponseAsync([.. first, .. answer.Messages, .. Stage.Ask("on")], Stage.With(look)).WaitAsync(Patience);
        Assert.Equal(1, agent.Waiting);
        await agent.GetResponseAsync(Stage.Ask("something else"), Stage.With(look)).WaitAsync(Patience);
        Assert.Equal(2, agent.Waiting);
    }

    [Fact]
    public async Task Dispose_WhileATurnIsUnderWay_AwaitsItAndRefusesOthers()
    {
        var began = new TaskCompletionSource();
        var isOver = false;
        var look = Stage.Read("look", async (key, c) =>
        {
            began.SetResult();
            await Stage.Forever(c).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isOver = true;
            return key;
        });
        var agent = Stage.CallsOnce(("look", "k")).Agent();
        var asking = agent.GetResponseAsync(Stage.Ask("go"), Stage.With(look));
        await began.Task.WaitAsync(Patience);
        await agent.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.True(isOver);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Patience));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => agent.GetResponseAsync(Stage.Ask("go")));
    }
}
