using Forerun.AI.Clients;
using Forerun.Running.Limiting;
using Forerun.Testing;

namespace Forerun.AI.Tests.Clients;

/// <summary>What a service says of its limits, over HTTP and in headers.</summary>
public sealed class RateTests
{
    private readonly Limits limits = new(new LimitOptions { RequestsPerMinute = 100 });
    private readonly ManualTime time = new();
    private int asked;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Status429_StopsSpeculationOnTheModel_UntilARealCallHasPassed(bool streams)
    {
        await using var server = await ModelServer.StartAsync(new ModelServerOptions(time, ModelScript.Always("Hi"))
        {
            Speed = double.PositiveInfinity, Faults = FaultPlan.Listed(ModelFault.RateLimited), FaultSizes = new FaultSizes { RetryAfter = TimeSpan.FromSeconds(9) },
        });
        using var client = Client(server.Endpoint);
        if (streams) await Assert.ThrowsAsync<ModelException>(async () => await client.GetStreamingResponseAsync(Said.Hello).ToListAsync());
        else await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Said.Hello));

        Assert.True(limits.Models.IsThrottled("small"));
        Assert.False(limits.Models.IsThrottled("large"));
        limits.Models.Passed("small", time.GetUtcNow(), time.GetUtcNow().AddSeconds(8));
        Assert.True(limits.Models.IsThrottled("small"));
        limits.Models.Passed("small", time.GetUtcNow(), time.GetUtcNow().AddSeconds(9));
        Assert.False(limits.Models.IsThrottled("small"));
    }

    [Fact]
    public async Task LimitInTheHeaders_TightensWhatIsConfigured()
    {
        await using var service = await Saying(("x-ratelimit-limit-requests", "4"), ("x-ratelimit-limit-tokens", "1000"), ("x-ratelimit-remaining-requests", "3"));
        using var client = Client(service.Endpoint);
        await client.GetResponseAsync(Said.Hello);

        for (var i = 0; i < 4; i++) Assert.True(Asks("small").Granted);

        var waits = Asks("small");
        Assert.Equal((false, null, time.GetUtcNow().AddMinutes(1)), (waits.Granted, waits.Refusal, waits.TryAt));
    }

    [Fact]
    public async Task NothingRemaining_PausesSpeculationUntilTheReset()
    {
        await using var service = await Saying(("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", "1m30s"), ("x-ratelimit-reset-requests", "2h"));
        using var client = Client(service.Endpoint);

        await client.GetResponseAsync(Said.Hello);

        Assert.True(limits.Models.IsThrottled("small"));
        limits.Models.Passed("small", time.GetUtcNow(), time.GetUtcNow().AddSeconds(89));
        Assert.True(limits.Models.IsThrottled("small"));
        limits.Models.Passed("small", time.GetUtcNow(), time.GetUtcNow().AddSeconds(90));
        Assert.False(limits.Models.IsThrottled("small"));
    }

    [Theory]
    [InlineData("1s", 1)]
    [InlineData("6m0s", 360)]
    [InlineData("20ms", 0.02)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("1d", 86400)]
    public void Duration_AsServicesWriteIt_IsRead(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RateHeaders.Duration(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("5")]
    [InlineData("-1s")]
    [InlineData("1e9s")]
    [InlineData("99999999999999999999s")]
    public void Duration_OfAnotherKind_IsPassedOver(string? text) => Assert.Null(RateHeaders.Duration(text));

    [Theory]
    [InlineData("Thu, 01 Jan 2026 00:00:30 GMT", 30)]
    [InlineData("Wed, 31 Dec 2025 23:00:00 GMT", 0)]
    [InlineData("12", 12)]
    [InlineData("tomorrow", null)]
    [InlineData("-5", null)]
    public void RetryAfter_IsReadAsSecondsOrADate(string text, int? seconds) => Assert.Equal(
        seconds is { } s ? TimeSpan.FromSeconds(s) : null, RateHeaders.RetryAfter(name => name == "retry-after" ? text : null, time.GetUtcNow()));

    private static Task<FakeService> Saying(params (string Name, string Value)[] headers) => FakeService.Start(context =>
    {
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return FakeService.Write(context, Said.Answer("""{"role":"assistant","content":"Hi"}""", "stop"), 200);
    });

    private OpenAIChatClient Client(Uri endpoint) =>
        new(new OpenAIChatClientOptions { Endpoint = endpoint, Model = "small", Key = "any", Rates = limits.Models }, time);

    private Reply Asks(string model) => limits.Reserve(
        new Ticket($"run-{++asked}", "a call", new Worst(Forerun.Pricing.Usd.Zero, 10), () => { }, () => { }) { Model = model }, time.GetUtcNow());
}
