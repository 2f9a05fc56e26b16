using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Episodes;

/// <summary>The machine against the definition, on generated plans and on real ones.</summary>
public class EpisodeDefinitionTests
{
    private const int Seeds = 100;

    [Theory]
    [InlineData("fixed-depth:1")]
    [InlineData("fixed-depth:2")]
    [InlineData("fixed-depth:3")]
    [InlineData("fixed-depth:4")]
    [InlineData("fixed-depth:6")]
    [InlineData("fixed-depth:12")]
    [InlineData("oracle:episode")]
    [InlineData("logged")]
    public void Replay_OfAnyPlan_TakesWhatTheDefinitionSays(string policy)
    {
        var (runs, late) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var plans = RandomPlans.Of(seed);
            foreach (var (run, replayed) in Replayed(plans, policy))
            {
                var known = Defined(run, policy, StopsDrafting.WhenItIsKnown);
                var there = Defined(run, policy, StopsDrafting.WhenItIsThere);
                Same(known, replayed, $"seed {seed}, {policy}, {run.Run}");

                // What drafts on because nobody knows yet which mismatch is the first costs something, never time.
                Close(there.Seconds, replayed.Seconds, $"seed {seed}, {policy}, {run.Run}: seconds");
                Assert.True(replayed.Usd >= there.Usd * (1 - 1e-9), $"seed {seed}, {policy}, {run.Run}");
                runs++;
                if (replayed.Usd > there.Usd * (1 + 1e-9)) late++;
            }
        }

        Assert.InRange(late, 0, runs / 10);
    }

    [Theory]
    [InlineData("fixed-depth:1")]
    [InlineData("fixed-depth:2")]
    [InlineData("fixed-depth:4")]
    [InlineData("fixed-depth:5")]
    [InlineData("fixed-depth:6")]
    [InlineData("fixed-depth:12")]
    [InlineData("oracle:episode")]
    [InlineData("logged")]
    public void Replay_OfRealPlans_TakesWhatTheDefinitionSays(string policy)
    {
        var runs = TraceReader.Read(SharedData.PathOf("openagi-plan.jsonl")).Runs;

        foreach (var (run, replayed) in Replayed(runs, policy))
            Same(Defined(run, policy, StopsDrafting.WhenItIsThere), replayed, $"{policy}, {run.Run}");
    }

    private static IEnumerable<(TraceRun Run, Totals Totals)> Replayed(IReadOnlyList<TraceRun> runs, string policy)
    {
        var trace = new Trace { Name = "plans", Runs = runs };
        var replayed = Curriculum.All(trace, new ReplayOptions { Policy = policy }, policy, null, () => { }, default);
        return runs.Zip(replayed, (run, r) => (run, new Totals(r.Waited.TotalSeconds, (double)r.Cost.Amount, r.Peak)));
    }

    private static Totals Defined(TraceRun run, string policy, StopsDrafting stops)
    {
        var definition = new EpisodeDefinition(run, stops);
        var depths = run.Logged!.Depths.ToDictionary(d => d.AtStep);
        return policy switch
        {
            "oracle:episode" => definition.Replay(definition.UntilMismatch, _ => TimeSpan.Zero),
            "logged" => definition.Replay(at => depths[run.Steps[at].Id].Depth, at => depths[run.Steps[at].Id].Predictor),
            _ => definition.Replay(_ => int.Parse(policy["fixed-depth:".Length..]), _ => TimeSpan.Zero),
        };
    }

    private static void Same(Totals expected, Totals actual, string where)
    {
        Close(expected.Seconds, actual.Seconds, $"{where}: seconds");
        Close(expected.Usd, actual.Usd, $"{where}: dollars");
        Assert.True(expected.Peak == actual.Peak, $"{where}: peak {expected.Peak}, not {actual.Peak}");
    }

    private static void Close(double expected, double actual, string where) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * expected, $"{where} {expected}, not {actual}");
}
