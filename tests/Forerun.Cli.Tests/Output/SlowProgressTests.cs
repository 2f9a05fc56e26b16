using Forerun.Cli.Output;

namespace Forerun.Cli.Tests.Output;

public class SlowProgressTests
{
    [Fact]
    public async Task Progress_OfWhatTakesLong_ShowsOnStderrAndGoesAway()
    {
        var run = await Run.Watched(new TickingClock(TimeSpan.FromSeconds(0.4)), default, "replay", Repository.Sample, "--json");

        Assert.Contains("\r[#", run.Error);
        Assert.Contains("] 36 of 36 runs", run.Error);
        Assert.EndsWith("\r", run.Error);
        Assert.DoesNotContain("\r", run.Out.TrimEnd());
        Assert.Equal("plan.jsonl", run.Json.GetProperty("trace").GetString());
    }

    [Fact]
    public async Task Progress_OfWhatIsQuick_IsNotShown()
    {
        var run = await Run.Watched(new TickingClock(TimeSpan.FromMilliseconds(1)), default, "replay", Repository.Sample);

        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Report_WithinAFrame_DrawsOnce()
    {
        using var error = new StringWriter();
        using (var progress = new SlowProgress(
            new Terminal(TextWriter.Null, error) { Watched = new TickingClock(TimeSpan.FromMilliseconds(20)) }, "runs"))
            for (var i = 1; i <= 100; i++) progress.Report((i, 100));

        // 2 s in steps of 20 ms: a second of patience, then one frame in 100 ms; and the eraser, whose return stands twice.
        Assert.InRange(error.ToString().Count(c => c == '\r'), 11, 13);
    }
}
