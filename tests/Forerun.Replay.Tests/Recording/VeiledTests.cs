using Forerun.Recording;
using Forerun.Replay.Generating;
using Forerun.Replay.Tests.Laws;
using Forerun.Replay.Tests.Prefetching;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Recording;

/// <summary>What was recorded without its content is replayed as on its values: each decision, all seconds and all dollars, to the digit.</summary>
public class VeiledTests
{
    [Theory]
    [InlineData("router")]
    [InlineData("dag")]
    [InlineData("plan")]
    [InlineData("tree")]
    [InlineData("verify")]
    [InlineData("conversation")]
    [InlineData("helpdesk")]
    [InlineData("payments")]
    public void Replay_OfHashes_IsThatOfTheValues_UnderEveryPolicy(string workload)
    {
        var (hits, misses) = (0, 0);
        foreach (var seed in Seeds)
        {
            var trace = Of(workload, seed);
            var hashes = Renamed.Of(trace, RecordedContent.Hashed);
            foreach (var policy in Renamed.Policies(trace))
            {
                var report = Renamed.AssertSame(trace, hashes, policy, $"FORERUN_SEED={seed}: {workload}");
                if (Replay.Comparing.Lineup.IsBracket(policy)) continue;
                (hits, misses) = (hits + report.Hits, misses + report.Misses);
            }
        }

        Assert.True(hits > 0 && misses > 0, $"{hits} hits and {misses} misses are no comparison");
    }

    [Theory]
    [InlineData("helpdesk", "forerun", 0.4)]
    [InlineData("payments", "paste", 0.6)]
    [InlineData("plan", "dsp", 0.5)]
    public void Replay_OfHashes_IsThatOfTheValues_AtOtherDialsAndWithTasksLeftOut(string workload, string policy, double dial)
    {
        var seed = Seeds.First();
        var trace = Of(workload, seed);
        Renamed.AssertSame(trace, Renamed.Of(trace, RecordedContent.Hashed), policy, $"FORERUN_SEED={seed}: {workload}", (decimal)dial, leavesOut: true);
    }

    [Fact]
    public void Replay_OfHashesByAnotherKey_IsTheSame()
    {
        var options = new ReplayOptions { Policy = "forerun" };
        var one = Replayer.Run(Renamed.Of(Payments.Of(5), RecordedContent.Hashed), options);
        var other = Replayer.Run(Renamed.Of(Payments.Of(5), RecordedContent.Hashed, "another key that nobody has"), options);

        Assert.Equal((one.Bets, one.Hits, one.Speculative, one.Brier), (other.Bets, other.Hits, other.Speculative, other.Brier));
    }

    /// <summary>Hashes of whole values say which are equal: enough for workflows, and less than an agent's predictors read.</summary>
    [Theory]
    [InlineData("router", "forerun")]
    [InlineData("dag", "cost-aware")]
    public void Replay_OfHashesOfWholeValues_IsThatOfTheValues_OfWorkflows(string workload, string policy)
    {
        var trace = Of(workload, 3);
        var full = Replayer.Run(trace, new ReplayOptions { Policy = policy });
        var hashed = Replayer.Run(Renamed.Of(trace, RecordedContent.HashedWhole), new ReplayOptions { Policy = policy });

        Assert.True(full.Hits > 0 && full.Misses > 0, $"{full.Hits} hits and {full.Misses} misses are no comparison");
        Assert.Equal((full.Bets, full.Hits, full.Misses, full.Cancelled, full.Brier), (hashed.Bets, hashed.Hits, hashed.Misses, hashed.Cancelled, hashed.Brier));
        Assert.Equal((full.Sequential, full.Speculative), (hashed.Sequential, hashed.Speculative));
    }

    private static IEnumerable<int> Seeds => int.TryParse(Environment.GetEnvironmentVariable("FORERUN_SEED"), out var one) ? [one] : [1];

    private static Trace Of(string workload, int seed) => workload switch
    {
        "router" => Named(workload, RouterGenerator.Generate(new RouterOptions { Runs = 30 }, seed)),
        "dag" => Named(workload, DagGenerator.Generate(new DagOptions { Runs = 25 }, seed)),
        "plan" => Named(workload, PlanGenerator.Generate(new PlanOptions { Runs = 12 }, seed)),
        "tree" => Named(workload, TreeGenerator.Generate(new TreeOptions { Runs = 15 }, seed)),
        "verify" => Named(workload, VerifyGenerator.Generate(new VerifyOptions { Runs = 20 }, seed)),
        "conversation" => Named(workload, Conversations.Of(seed)),
        "helpdesk" => Helpdesk.Of(seed, 8),
        _ => Payments.Of(seed, 8),
    };

    private static Trace Named(string name, IEnumerable<TraceRun> runs) => new() { Name = name, Runs = [.. runs], Skipped = [] };
}
