using Forerun.AI.Clients;

namespace Forerun.AI.Tests.Clients;

public sealed class WaitingTests
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NoReply_TimesOutByTheGivenClock_AndCloses(bool streams)
    {
        await using var service = await Silent();
        using var client = service.Client();
        var call = streams ? client.GetStreamingResponseAsync(Said.Hello).ToListAsync().AsTask() : client.GetResponseAsync(Said.Hello) as Task;
        await asked.Task;

        service.Time.Advance(TimeSpan.FromSeconds(5));

        var error = await Assert.ThrowsAsync<ModelException>(() => call);
        Assert.Equal(ModelErrorKind.TimedOut, error.Kind);
        Assert.Contains("within 5 s", error.Message, StringComparison.Ordinal);
        await closed.Task;
    }

    [Fact]
    public async Task SlowReader_IsNoTimeout()
    {
        await using var service = await FakeService.Stream(Said.Text("a"), Said.Finish(), Said.Done);
        using var client = service.Client();

        await foreach (var update in client.GetStreamingResponseAsync(Said.Hello))
            service.Time.Advance(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Cancelled_ClosesTheConnection_UnderTheCallersToken()
    {
        await using var service = await Silent();
        using var client = service.Client();
        using var cancel = new CancellationTokenSource();
        var call = client.GetResponseAsync(Said.Hello, null, cancel.Token);
        await asked.Task;

        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, error.CancellationToken);
        await closed.Task;
    }

    [Fact]
    public async Task CancelledStream_ClosesTheConnection_UnderTheCallersToken()
    {
        await using var service = await Silent(Said.Text("a"));
        using var client = service.Client();
        using var cancel = new CancellationTokenSource();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Said.Hello, null, cancel.Token)) await cancel.CancelAsync();
        });

        Assert.Equal(cancel.Token, error.CancellationToken);
        await closed.Task;
    }

    [Fact]
    public async Task AbandonedStream_ClosesTheConnection()
    {
        await using var service = await Silent(Said.Text("a"));
        using var client = service.Client();

        await foreach (var update in client.GetStreamingResponseAsync(Said.Hello)) break;

        await closed.Task;
    }

    private Task<FakeService> Silent(params string[] first) => FakeService.Start(async context =>
    {
        using var _ = context.RequestAborted.Register(() => closed.TrySetResult());
        if (first.Length > 0) await FakeService.Write(context, first);
        asked.TrySetResult();
        await closed.Task;
    });
}
