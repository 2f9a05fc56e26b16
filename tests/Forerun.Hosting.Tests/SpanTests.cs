using System.Collections.Concurrent;
using System.Diagnostics;
using Forerun.Ledgers;
using Forerun.Telemetry;

namespace Forerun.Hosting.Tests;

public sealed class SpanTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener listener;

    public SpanTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == ForerunTelemetry.Source, ActivityStopped = spans.Enqueue,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
    }

    [Fact]
    public async Task Run_OfAHost_IsASpanWithItsStepsBelow_ByTheClockThatWasInjected()
    {
        await using var lab = new HostLab(HostLab.InMemory());
        await lab.Host.StartAsync(TestContext.Current.CancellationToken);
        var began = lab.Time.GetUtcNow().UtcDateTime;
        await new Flow().RunAsync(lab.Engine, "s3cret 1", new Tags("host-1", "flow", "cost-aware"), lab.Time);
        await lab.Host.StopAsync(TestContext.Current.CancellationToken);

        var mine = Of("host-1");
        var root = Assert.Single(mine, s => s.DisplayName == "invoke_workflow flow");
        Assert.Equal((began, TimeSpan.FromSeconds(2)), (root.StartTimeUtc, root.Duration));
        Assert.Equal(
            [("chat gpt-4o", began, 1), ("chat gpt-4o-mini", began.AddSeconds(1), 1)],
            mine.Where(s => s != root).OrderBy(s => s.StartTimeUtc).Select(s => (s.DisplayName, s.StartTimeUtc, (int)s.Duration.TotalSeconds)));
        Assert.All(mine.Where(s => s != root), s => Assert.Equal(root.SpanId, s.ParentSpanId));
        Assert.DoesNotContain(mine, s => s.TagObjects.Any(t => t.Value?.ToString()?.Contains("s3cret", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task SpanContent_IsInSpansWhereTheConfigurationSaysSo()
    {
        await using var lab = new HostLab(HostLab.InMemory(("SpanContent", "true")));
        await lab.Host.StartAsync(TestContext.Current.CancellationToken);
        await new Flow().RunAsync(lab.Engine, "s3cret 1", new Tags("host-2", "flow", "cost-aware"), lab.Time);
        await lab.Host.StopAsync(TestContext.Current.CancellationToken);

        var answer = Assert.Single(Of("host-2"), s => s.DisplayName == "chat gpt-4o-mini");
        Assert.Equal("""[{"role":"assistant","parts":[{"type":"text","content":"about s3cret"}]}]""", answer.GetTagItem("gen_ai.output.messages"));
    }

    public void Dispose() => listener.Dispose();

    private List<Activity> Of(string run) => [.. spans.Where(s => Equals(s.GetTagItem("forerun.run"), run))];
}
