using Forerun.Pricing;
using Forerun.Replay.Tests;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

public class RealTraceTests
{
    [Theory]
    [InlineData("openagi-plan.jsonl", 21, 172)]
    [InlineData("support-airline.jsonl", 152, 3834)]
    [InlineData("chess.jsonl", 3, 150)]
    public void Read_RealTrace_ReadsEveryLine(string file, int runs, int steps)
    {
        var trace = TraceReader.Read(SharedData.PathOf(file), TestContext.Current.CancellationToken);

        Assert.Equal(runs, trace.Runs.Count);
        Assert.Equal(steps, trace.Runs.Sum(r => r.Steps.Count));
        Assert.Empty(trace.Skipped);
        Assert.Equal(runs, trace.Runs.Select(r => r.Run).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("openagi-plan.jsonl")]
    [InlineData("support-airline.jsonl")]
    [InlineData("chess.jsonl")]
    public void Write_RealTrace_IsReadAsTheSame(string file)
    {
        var trace = TraceReader.Read(SharedData.PathOf(file), TestContext.Current.CancellationToken);
        SameTrace.Assert(trace.Runs, SameTrace.WriteAndRead(trace.Runs));
    }

    [Fact]
    public void Read_Plan_HasItsLogAndItsFailedDraft()
    {
        var trace = TraceReader.Read(SharedData.PathOf("openagi-plan.jsonl"), TestContext.Current.CancellationToken);

        var first = trace.Runs[0];
        Assert.Equal(CancelRule.Streamed, first.CancelRule);
        Assert.Equal(94, first.Logged!.WallSeconds);
        Assert.Equal(new LoggedDepth("1", 2, TimeSpan.FromSeconds(4.14)), first.Logged.Depths[0]);
        Assert.Contains("anomalies", first.Logged.Extra.Keys);
        Assert.Equal(1670.23, trace.Runs.Sum(r => r.Steps.Sum(s => s.Duration.TotalSeconds)), 2);
        var failed = Assert.Single(trace.Runs.SelectMany(r => r.Steps).SelectMany(s => s.Guesses), g => g.Failed);
        Assert.NotNull(failed.Usage);
    }

    [Fact]
    public void Read_Chess_PricesACallOfThreeGuessesOnce()
    {
        var trace = TraceReader.Read(SharedData.PathOf("chess.jsonl"), TestContext.Current.CancellationToken);

        Assert.Equal("""{"by":"low-effort","call":"50","model":"gpt-5","output":"[e8e1]"}""", trace.Runs[0].Run);
        var guesses = trace.Runs[0].Steps[0].Guesses;
        Assert.Equal([false, true, true], guesses.Select(g => g.SharesCall));
        Assert.All(guesses, g => Assert.Equal(TimeSpan.FromTicks(29249656), g.Duration));
        Assert.Equal([501, null, null], guesses.Select(g => g.Usage?.InputTokens));
        Assert.DoesNotContain(trace.Runs.SelectMany(r => r.Steps).SelectMany(s => s.Guesses), g => g.Failed);
    }
}
