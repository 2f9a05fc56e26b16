using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using Forerun.AI.Metering;
using Forerun.AI.Retrying;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Live;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Steps;

/// <summary>A planted key and planted content are sent to the service, and stand nowhere else.</summary>
[Collection(nameof(Alone))]
public sealed class SecretsTests
{
    private readonly ConcurrentQueue<string> written = new();

    [Fact]
    public async Task PlantedKeyAndContent_StandInNoErrorLedgerSpanEventOrReport()
    {
        using var spans = Spans();
        using var events = new Events(written);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var lab = await LiveLab.StartAsync(
                Everything(), retries: new RetryOptions { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero, OnRetry = f => written.Enqueue(f.ToString()) });
            await RunAsync(lab);
            await MeterAsync(lab);
            using (var ledger = new JsonlLedger(file))
                foreach (var row in lab.Ledger.Rows) ledger.Append(row);
            written.Enqueue(await System.IO.File.ReadAllTextAsync(file));
            Assert.Contains(lab.Server.Requests, r => r.Body.Contains(LiveLab.Secret, StringComparison.Ordinal));
            Assert.NotEmpty(lab.Ledger.Rows.OfType<TryRow>());
        }
        finally
        {
            System.IO.File.Delete(file);
        }

        Assert.Contains(written, w => w.StartsWith("span ", StringComparison.Ordinal));
        Assert.Contains(written, w => w.StartsWith("event ", StringComparison.Ordinal));
        Assert.All(written, w => Assert.DoesNotContain(LiveLab.Key, w, StringComparison.Ordinal));
        Assert.All(written, w => Assert.DoesNotContain(LiveLab.Secret, w, StringComparison.Ordinal));
    }

    private async Task RunAsync(LiveLab lab)
    {
        for (var i = 0; i < 20; i++)
        {
            var run = lab.Engine().Start(LiveLab.Chain(2), lab);
            written.Enqueue((await run.Settled)!.Detail ?? "");
            try { await run.Answer; }
            catch (RunException e) { written.Enqueue(e.ToString()); }
        }

        foreach (var error in lab.Errors) written.Enqueue(error.ToString());
        foreach (var row in lab.Ledger.Rows) written.Enqueue(row.ToString());
        Assert.NotEmpty(lab.Errors);
    }

    private async Task MeterAsync(LiveLab lab)
    {
        var meter = new UsageMeter(
            new UsageMeterOptions { Prices = new Prices(SimulatedPrices.Book), Limit = new Usd(0.01m), MaxOutputTokens = 500, OnCall = c => written.Enqueue(c.ToString()) }, lab.Time);
        var client = lab.Client.WithUsageMeter(meter);
        for (var i = 0; i < 20; i++)
        {
            try { await client.GetResponseAsync([new ChatMessage(ChatRole.User, LiveLab.Secret)]); }
            catch (Exception e) { written.Enqueue(e.ToString()); }
        }

        written.Enqueue(meter.Read().ToString());
    }

    private static Func<FaultQuestion, ModelFault> Everything()
    {
        var count = -1;
        return _ => (Interlocked.Increment(ref count) % 5) == 4 ? ModelFault.None : FaultPlan.All[count % FaultPlan.All.Count];
    }

    private ActivityListener Spans()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => written.Enqueue(
                $"span {a.DisplayName} {a.StatusDescription} {string.Join(' ', a.TagObjects)} {string.Join(' ', a.Events.SelectMany(e => e.Tags))} {string.Join(' ', a.Baggage)}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>What the client side of HTTP and the packages tell to whoever listens.</summary>
    private sealed class Events(ConcurrentQueue<string> written) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "System.Net.Http" || eventSource.Name.Contains("OpenAI", StringComparison.Ordinal)
                || eventSource.Name.Contains("ClientModel", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            written?.Enqueue($"event {eventData.EventName} {string.Join(' ', eventData.Payload ?? Enumerable.Empty<object?>())}");
    }
}
