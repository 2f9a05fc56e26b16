using Forerun.Replay.Fitting;
using Forerun.Replay.Importing;

namespace Forerun.Replay.Tests.Fitting;

/// <summary>What is fitted on some tasks, tried on others.</summary>
public class OtherTasksTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Of the 35 ways to choose four of seven tasks every fifth, beginning with the first four: 5 of these 7 are inside, of all of them 32.</summary>
    [Fact]
    public void Run_FourOfSevenTasksOfRecordedPlans_HasTheOtherThreeInItsInterval_MostTimes()
    {
        var trace = TraceFile.Read(SharedData.PathOf("openagi-plan.jsonl"), Stop);
        var tasks = trace.Runs.Select(r => r.Task).Distinct().ToList();
        var choices = Enumerable.Range(0, 1 << tasks.Count).Where(c => int.PopCount(c) == 4).Where((_, i) => i % 5 == 0).ToList();
        Assert.Equal((7, 0b1111), (choices.Count, choices[0]));

        var inside = choices.Count(choice =>
        {
            var mine = trace with { Runs = [.. trace.Runs.Where(r => IsChosen(r.Task))] };
            var report = Fitter.Run(mine, new FitOptions(), Stop);
            Assert.True(report.Verdict >= FitVerdict.Fit);
            var rest = trace with { Runs = [.. trace.Runs.Where(r => !IsChosen(r.Task))] };
            var saved = Replayer.Run(rest, new ReplayOptions { Policy = "forerun", Train = mine }, Stop).SavedPercent;
            return saved >= report.Predicted.Saved.Low && saved <= report.Predicted.Saved.High;

            bool IsChosen(string? task) => (choice >> tasks.IndexOf(task) & 1) == 1;
        });

        Assert.InRange(inside, 5, 7);
    }
}
