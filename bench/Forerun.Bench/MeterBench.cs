using BenchmarkDotNet.Attributes;
using Forerun.AI.Metering;
using Forerun.AI.Retrying;
using Forerun.Pricing;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Bench;

/// <summary>
/// What metering adds to a call of a client that answers at once, so that nothing else is measured: without a limit, with one, and with
/// retries around it. A call of a model takes a second or so.
/// </summary>
#pragma warning disable CA1001 // nothing of these clients is held open
public class MeterBench
#pragma warning restore CA1001
{
    private readonly Instant bare = new();
    private readonly ChatMessage[] messages = [new(ChatRole.User, new string('a', 2000))];
    private readonly ChatOptions options = new() { MaxOutputTokens = 500 };
    private IChatClient counted = new Instant(), limited = new Instant(), retried = new Instant();

    [GlobalSetup]
    public void Setup()
    {
        var meter = new UsageMeterOptions { Prices = new Prices(SimulatedPrices.Book) };
        var capped = new UsageMeter(meter with { Limit = new Usd(1_000_000_000) }, TimeProvider.System);
        counted = bare.WithUsageMeter(new UsageMeter(meter, TimeProvider.System));
        limited = bare.WithUsageMeter(capped);
        retried = bare.WithRetries(new RetryOptions(), TimeProvider.System, () => 0.5).WithUsageMeter(capped);
    }

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> Bare() => bare.GetResponseAsync(messages, options);

    [Benchmark]
    public Task<ChatResponse> Counted() => counted.GetResponseAsync(messages, options);

    [Benchmark]
    public Task<ChatResponse> CountedAndLimited() => limited.GetResponseAsync(messages, options);

    [Benchmark]
    public Task<ChatResponse> CountedLimitedAndRetried() => retried.GetResponseAsync(messages, options);

    private sealed class Instant : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Good morning."))
            {
                ModelId = "small", Usage = new UsageDetails { InputTokenCount = 500, OutputTokenCount = 4, CachedInputTokenCount = 0 },
            });

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("simulated", null, "small") : null;

        public void Dispose()
        {
        }
    }
}
