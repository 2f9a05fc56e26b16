namespace Forerun.Cli.Tests.Demo.Support;

/// <summary>The support demo at its own pace, on the real clock.</summary>
public sealed class SupportPaceTests : Scratch
{
    [Fact]
    public async Task Trace_ReplayedSequentially_TakesTheSecondsWithin2PercentAndTheSameDollars()
    {
        var run = await new DemoRun(Folder).CommandAsync(null, "support", "--conversations", "1", "--json", "--record", PathOf("r"), "--seed", "1");
        var replay = await Run.Replay(PathOf("r/trace.jsonl"), "--policy", "sequential");

        Assert.Equal(0, run.Code);
        var (live, replayed) = (Of(run.Json, "seconds"), Of(replay, "sequential", "seconds"));
        Assert.InRange(replayed / live, 0.98m, 1.02m);
        Assert.Equal(Of(run.Json, "usd"), Of(replay, "sequential", "usd"));
        Assert.True(live > 4, "A conversation at this pace takes more than four seconds.");
    }

    private static decimal Of(System.Text.Json.JsonElement json, string what, string of = "sequential") => json.GetProperty(what).GetProperty(of).GetDecimal();
}
