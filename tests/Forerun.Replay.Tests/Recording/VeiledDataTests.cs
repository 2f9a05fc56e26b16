using Forerun.Recording;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Recording;

/// <summary>Real traces without their content, where they are at hand.</summary>
public class VeiledDataTests
{
    [Fact]
    public void Replay_OfHashesOfPlans_IsThatOfThePlans_UnderEveryPolicy()
    {
        var trace = TraceReader.Read(SharedData.PathOf("openagi-plan.jsonl"));
        var hashes = Renamed.Of(trace, RecordedContent.Hashed);

        foreach (var policy in Renamed.Policies(trace)) Renamed.AssertSame(trace, hashes, policy, trace.Name);
    }

    [Theory]
    [InlineData("forerun")]
    [InlineData("paste")]
    [InlineData("cost-aware")]
    public void Replay_OfHashesOfSupport_IsThatOfTheConversations(string policy)
    {
        var trace = TraceReader.Read(SharedData.PathOf("support-airline.jsonl"));
        trace = trace with { Runs = [.. trace.Runs.Take(25)] };

        var report = Renamed.AssertSame(trace, Renamed.Of(trace, RecordedContent.Hashed), policy, trace.Name);

        Assert.True(report.Hits > 0 && report.Misses > 0, $"{report.Hits} hits and {report.Misses} misses are no comparison");
    }
}
