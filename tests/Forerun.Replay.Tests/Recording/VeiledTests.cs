using System.Text;
using Forerun.Recording;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Recording;

/// <summary>Workflows recorded without their content: equality is enough to judge how predictable they are.</summary>
public class VeiledTests
{
    [Theory]
    [InlineData("router", "cost-aware")]
    [InlineData("router", "forerun")]
    [InlineData("dag", "cost-aware")]
    [InlineData("dag", "forerun")]
    public void Replay_OfHashes_IsThatOfTheValues(string workload, string policy)
    {
        var runs = workload == "router"
            ? RouterGenerator.Generate(new RouterOptions { Runs = 80 }, 3)
            : DagGenerator.Generate(new DagOptions { Runs = 60 }, 3);
        var trace = new Trace { Name = workload, Runs = [.. runs], Skipped = [] };
        var veil = new Veil(RecordedContent.Hashed, Encoding.UTF8.GetBytes("a key that nobody has"));

        var full = Replayer.Run(trace, new ReplayOptions { Policy = policy });
        var hashed = Replayer.Run(trace with { Runs = [.. trace.Runs.Select(r => Of(r, veil))] }, new ReplayOptions { Policy = policy });

        Assert.True(full.Hits > 0 && full.Misses > 0, $"{full.Hits} hits and {full.Misses} misses are no comparison");
        Assert.Equal((full.Bets, full.Hits, full.Misses, full.Cancelled, full.Brier), (hashed.Bets, hashed.Hits, hashed.Misses, hashed.Cancelled, hashed.Brier));
        Assert.Equal((full.Sequential, full.Speculative), (hashed.Sequential, hashed.Speculative));
    }

    private static TraceRun Of(TraceRun run, Veil veil) => run with
    {
        Steps = [.. run.Steps.Select(s => s with
        {
            Output = veil.Of(s.Output), Input = s.Input is { } input ? veil.Of(input) : null,
            Guesses = [.. s.Guesses.Select(g => g with { Output = veil.Of(g.Output) })],
        })],
    };
}
