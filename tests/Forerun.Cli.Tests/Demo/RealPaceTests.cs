namespace Forerun.Cli.Tests.Demo;

/// <summary>The demo at its own pace, on the real clock.</summary>
public sealed class RealPaceTests : Scratch
{
    [Fact]
    public async Task Trace_ReplayedSequentially_TakesTheSecondsWithin2PercentAndTheSameDollars()
    {
        var run = await new DemoRun(Folder).CommandAsync(null, "--emails", "2", "--json", "--record", PathOf("r"), "--seed", "1");
        var replay = await Run.Replay(PathOf("r/trace.jsonl"), "--policy", "sequential");

        Assert.Equal(0, run.Code);
        var (live, replayed) = (Of(run.Json, "seconds"), replay.GetProperty("sequential").GetProperty("seconds").GetDecimal());
        Assert.InRange(replayed / live, 0.98m, 1.02m);
        Assert.Equal(Of(run.Json, "usd"), replay.GetProperty("sequential").GetProperty("usd").GetDecimal());
        Assert.True(live > 3, "Two letters at this pace take more than three seconds.");
    }

    private static decimal Of(System.Text.Json.JsonElement demo, string what) => demo.GetProperty(what).GetProperty("sequential").GetDecimal();
}
