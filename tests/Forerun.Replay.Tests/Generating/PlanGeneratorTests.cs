using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Generating;

public class PlanGeneratorTests
{
    private static List<TraceRun> Plans(PlanOptions options) => [.. PlanGenerator.Generate(options, 1)];

    [Fact]
    public void Generate_Plan_IsAChainThatEndsAtTerminate()
    {
        foreach (var run in Plans(new PlanOptions { Runs = 200 }))
        {
            Assert.InRange(run.Steps.Count, 4, 12);
            Assert.Equal(run.Steps.Count - 1, run.Steps.Select(s => s.Output.GetString()).ToList().IndexOf(PlanGenerator.Terminate));
            for (var i = 0; i < run.Steps.Count; i++)
            {
                Assert.Equal(($"{i + 1}", "plan-step"), (run.Steps[i].Id, run.Steps[i].Operation));
                Assert.Equal(i == 0 ? [] : [$"{i}"], run.Steps[i].After.Select(a => a.Id));
                Assert.Equal("direct", Assert.Single(run.Steps[i].Guesses).By);
            }
        }
    }

    [Fact]
    public void Generate_ManyPlans_HaveTheRatesAndMeansAskedFor()
    {
        var runs = Plans(new PlanOptions { Runs = 4000 });

        var steps = runs.SelectMany(r => r.Steps).ToList();
        var misses = runs.SelectMany(r => r.Steps.SkipLast(1)).Where(s => !Hits(s)).ToList();
        Assert.Equal(0.55, steps.Count(Hits) / (double)steps.Count, 0.01);
        Assert.Equal(0.33, misses.Count(s => s.Guesses[0].Output.ValueEquals("TERMINATE")) / (double)misses.Count, 0.01);
        Assert.Equal(9.7, steps.Average(s => s.Duration.TotalSeconds), 0.1);
        Assert.Equal(1.6, steps.Average(s => s.Guesses[0].Duration!.Value.TotalSeconds), 0.02);
        Assert.Equal(1094, steps.Average(s => s.Usage!.InputTokens!.Value), 1.0);
        Assert.Equal(229, steps.Average(s => s.Usage!.OutputTokens!.Value), 2.0);
        Assert.Equal(8, runs.Average(r => r.Steps.Count), 0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Generate_CertainDrafter_AlwaysHitsOrMisses(double rate) =>
        Assert.All(Plans(new PlanOptions { HitRate = rate, FalseTerminateRate = 1 }).SelectMany(r => r.Steps), s => Assert.Equal(rate == 1, Hits(s)));

    [Fact]
    public void Generate_RunsOfATask_TakeTheSameActions()
    {
        var runs = Plans(new PlanOptions { Runs = 9, Tasks = 3, MinSteps = 6, MaxSteps = 6 });

        foreach (var task in runs.GroupBy(r => r.Task, StringComparer.Ordinal))
        {
            Assert.Equal(3, task.Count());
            Assert.Single(task.Select(r => string.Join(',', r.Steps.Select(s => s.Output.GetString()))).Distinct(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Generate_WithASpreadOfOutputs_LeavesTheSecondsAndTheirOrder()
    {
        var (plain, spread) = (Plans(new PlanOptions()), Plans(new PlanOptions { OutputJitter = 1 }));

        Assert.Equal(plain.SelectMany(r => r.Steps).Select(s => s.Duration), spread.SelectMany(r => r.Steps).Select(s => s.Duration));
        var bySeconds = spread.SelectMany(r => r.Steps).OrderBy(s => s.Duration).Select(s => s.Usage!.OutputTokens!.Value).ToList();
        Assert.Equal(bySeconds.Order(), bySeconds);
        Assert.NotEqual(plain.SelectMany(r => r.Steps).Select(s => s.Usage), spread.SelectMany(r => r.Steps).Select(s => s.Usage));
    }

    [Fact]
    public void Generate_OneStep_IsTerminateAlone() =>
        Assert.All(Plans(new PlanOptions { MinSteps = 1, MaxSteps = 1 }), r => Assert.Equal("TERMINATE", Assert.Single(r.Steps).Output.GetString()));

    private static bool Hits(TraceStep step) => step.Guesses[0].Output.GetString() == step.Output.GetString();
}
