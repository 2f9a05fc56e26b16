using System.Globalization;
using Forerun.AI.Clients;
using Forerun.AI.Retrying;
using Forerun.AI.Tests.Clients;
using Forerun.Testing;
using Forerun.Tests;
using Microsoft.AspNetCore.Http;

namespace Forerun.AI.Tests.Retrying;

/// <summary>Retries around the real client, over HTTP.</summary>
public sealed class RetryTests
{
    private readonly List<FailedTry> failed = [];

    private RetryOptions Options => new() { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero, OnRetry = failed.Add };

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task PassingStatus_IsTriedAgain_UntilThereIsAnAnswer(int status)
    {
        await using var service = await Failing(2, status);
        using var client = service.Client().WithRetries(Options, service.Time, () => 0.5);

        Assert.Equal("Hi", (await client.GetResponseAsync(Said.Hello)).Text);
        Assert.Equal(3, service.Requests.Count);
        Assert.Equal([1, 2], failed.Select(f => f.Number));
        Assert.All(failed, f => Assert.Contains($"HTTP {status}", f.Why, StringComparison.Ordinal));
        Assert.All(failed, f => Assert.False(f.MayBeBilled));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task LastingStatus_IsNotTriedAgain(int status)
    {
        await using var service = await Failing(1, status);
        using var client = service.Client().WithRetries(Options, service.Time, () => 0.5);

        await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Said.Hello));

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Failure_ThatGoesOn_IsThrownAsItIs_AfterTheLastTry()
    {
        await using var service = await Failing(100, 500);
        using var client = service.Client().WithRetries(Options with { MaxRetries = 2 }, service.Time, () => 0.5);

        var error = await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Said.Hello));

        Assert.Equal((ModelErrorKind.ServiceFailed, 3), (error.Kind, service.Requests.Count));
    }

    [Fact]
    public async Task RefusedConnection_IsTriedAgain_AnUnknownHostIsNot()
    {
        await using var service = await FakeService.Json("{}");
        using var refused = service.Client(new Uri("http://127.0.0.1:1/v1")).WithRetries(Options, service.Time, () => 0.5);
        using var unknown = service.Client(new Uri("http://nowhere.invalid/v1")).WithRetries(Options, service.Time, () => 0.5);

        await Assert.ThrowsAsync<ModelException>(() => unknown.GetResponseAsync(Said.Hello));
        Assert.Empty(failed);
        await Assert.ThrowsAsync<ModelException>(() => refused.GetResponseAsync(Said.Hello));
        Assert.Equal(3, failed.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RetryAfter_IsWaited_InSecondsAndAsADate(bool isDate)
    {
        var time = new ManualTime();
        var after = isDate ? time.GetUtcNow().AddSeconds(7).ToString("r", CultureInfo.InvariantCulture) : "7";
        await using var service = await Failing(1, 429, after);
        var retried = new TaskCompletionSource<FailedTry>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = service.Client().WithRetries(Options with { OnRetry = retried.SetResult }, time, () => 0.5);

        var call = client.GetResponseAsync(Said.Hello);
        Assert.Equal(TimeSpan.FromSeconds(7), (await retried.Task).Wait);
        await Eventually.Happens(() => time.Waiting > 0);
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(service.Requests);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("Hi", (await call).Text);
    }

    [Fact]
    public async Task RetryAfter_LongerThanAllowed_FailsAtOnce()
    {
        await using var service = await Failing(1, 429, "61");
        using var client = service.Client().WithRetries(Options, service.Time, () => 0.5);

        var error = await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Said.Hello));

        Assert.Equal((TimeSpan.FromSeconds(61), 1), (error.RetryAfter, service.Requests.Count));
    }

    [Fact]
    public async Task Waits_GrowAndAreVariedByTheGivenSource_AndKeepToTheMost()
    {
        var options = Options with { MaxRetries = 6, Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(8) };
        var one = await WaitsOf(options, () => 0.3);
        Assert.Equal(one, await WaitsOf(options, () => 0.3));
        Assert.NotEqual(one, await WaitsOf(options, () => 0.7));
        Assert.Equal(one.Order(), one);
        Assert.All(one, w => Assert.InRange(w, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(8)));
    }

    [Fact]
    public async Task Stream_ThatBreaksBeforeItShowsAnything_IsBegunAnew()
    {
        await using var service = await Answering(
            (c, _) => FakeService.Write(c, """{"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"""),
            (c, _) => FakeService.Write(c, Said.Text("Hi"), Said.Finish(), Said.Done));
        using var client = service.Client().WithRetries(Options, service.Time, () => 0.5);

        Assert.Equal("Hi", string.Concat(await client.GetStreamingResponseAsync(Said.Hello).Select(u => u.Text).ToListAsync()));
        Assert.True(Assert.Single(failed).MayBeBilled);
    }

    [Fact]
    public async Task Stream_ThatBreaksAfterItWasSeen_IsNotBegunAnew()
    {
        await using var service = await FakeService.Stream(Said.Text("Good "));
        using var client = service.Client().WithRetries(Options, service.Time, () => 0.5);
        var seen = new List<string>();

        var error = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Said.Hello)) seen.Add(update.Text);
        });

        Assert.Equal(ModelErrorKind.Cut, error.Kind);
        Assert.Equal(["Good "], seen);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task CancelledWhileItWaits_EndsAtOnce_UnderTheCallersToken()
    {
        await using var service = await Failing(1, 429, "30");
        using var cancel = new CancellationTokenSource();
        using var client = service.Client().WithRetries(Options, service.Time, () => 0.5);
        var call = client.GetResponseAsync(Said.Hello, null, cancel.Token);
        await Eventually.Happens(() => failed.Count > 0);

        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    [Fact]
    public void Options_WithErrors_NameAllOfThemAtOnce()
    {
        var options = new RetryOptions
        {
            MaxRetries = 101, Delay = TimeSpan.FromSeconds(-1), MaxDelay = TimeSpan.FromSeconds(-2), MaxRetryAfter = TimeSpan.FromDays(2),
        };

        var error = Assert.Throws<ArgumentException>(() => new Metering.FakeClient().WithRetries(options, new ManualTime(), () => 0));

        Assert.All(["MaxRetries", "Delay", "MaxDelay", "MaxRetryAfter"], name => Assert.Contains($"{name} is", error.Message, StringComparison.Ordinal));
    }

    private static async Task<List<TimeSpan>> WaitsOf(RetryOptions options, Func<double> random)
    {
        var (waits, time) = (new List<TimeSpan>(), new ManualTime());
        using var client = new Metering.FakeClient((_, _) => throw new ModelException(ModelErrorKind.ServiceFailed, "No."))
            .WithRetries(options with { OnRetry = f => waits.Add(f.Wait) }, time, random);
        var call = client.GetResponseAsync(Said.Hello);
        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(8));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<ModelException>(() => call);
        return waits;
    }

    private static Task<FakeService> Failing(int times, int status, string? retryAfter = null) => Answering((context, n) =>
    {
        if (n > times) return FakeService.Write(context, Said.Answer("""{"role":"assistant","content":"Hi"}""", "stop"), 200);
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return FakeService.Write(context, Said.Error("no"), status);
    });

    /// <summary>Each request gets the next answer; the last one serves for all that follow.</summary>
    private static Task<FakeService> Answering(params Func<HttpContext, int, Task>[] answers)
    {
        var count = 0;
        return FakeService.Start(context =>
        {
            var n = Interlocked.Increment(ref count);
            return answers[Math.Min(n, answers.Length) - 1](context, n);
        });
    }
}
