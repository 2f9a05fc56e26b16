using Forerun.Replay.Fitting;
using Forerun.Replay.Generating;
using Forerun.Replay.Importing;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Fitting;

public class FitterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // 15 of the 38 tasks of real conversations, as the file has them.
    [Fact]
    public void Run_RealConversations_SaysNoToWritesAndYesToReads()
    {
        var trace = TraceFile.Read(SharedData.PathOf("support-airline.jsonl"), Stop);
        var (mine, further) = Apart(trace, 15);
        var report = Fitter.Run(mine, new FitOptions(), Stop);

        Assert.True(report.Verdict >= FitVerdict.Fit, report.Verdict.ToString());
        Assert.All(report.Edges.Where(e => Writes.Contains(Downstream(e))), e => Assert.Equal(FitVerdict.DoNot, e.Verdict));
        Assert.All(report.Edges.Where(e => e.Edge is "decide -> get_reservation_details" or "decide -> get_user_details"),
            e => Assert.True(e.Verdict >= FitVerdict.Fit, $"{e.Edge}: {e.Verdict}: {string.Join("; ", e.Reasons)}"));
        Assert.InRange(report.Predicted.Saved.High - report.Predicted.Saved.Low, 0, 30);
        var saved = Replayer.Run(further, new ReplayOptions { Policy = "forerun", Train = mine }, Stop).SavedPercent;
        Assert.InRange(saved, report.Predicted.Saved.Low, report.Predicted.Saved.High);
    }

    [Fact]
    public void Run_RecordedPlans_SaysYesToTheirSteps()
    {
        var trace = TraceFile.Read(SharedData.PathOf("openagi-plan.jsonl"), Stop);
        var report = Fitter.Run(trace, new FitOptions { RunsPerDay = 100 }, Stop);
        var edge = Assert.Single(report.Edges);
        Assert.Equal("plan-step -> plan-step", edge.Edge);
        Assert.True(edge.Verdict >= FitVerdict.Fit && report.Verdict >= FitVerdict.Fit);
        Assert.InRange(report.Predicted.Saved.High - report.Predicted.Saved.Low, 0, 30);
        Assert.Equal(36_500, report.Yearly!.Runs);
        Assert.Equal(report.Yearly.Usd, 36_500 * report.Predicted.UsdPerRun);
        Assert.Equal((1670.2m, 100.0), (Math.Round(report.Sequential.Seconds, 1), Math.Round(Assert.Single(report.Spending).CriticalPercent, 6)));
    }

    // A 16-way router with even routes is far beyond k_crit: nobody can guess it and nothing pays.
    [Fact]
    public void Run_WorkloadWhereNothingPays_SaysNoAndStillWhereSecondsAndDollarsGo()
    {
        var report = Fitter.Run(Generated(new RouterOptions { Runs = 120, Ways = 16 }), new FitOptions(), Stop);
        Assert.Equal((FitVerdict.DoNot, 0m, 1), (report.Verdict, report.Dial, report.Depth));
        Assert.DoesNotContain(report.Edges, e => e.Verdict >= FitVerdict.Fit);
        Assert.Equal(["draft", "classify", "send"], report.Spending.Select(s => s.Operation));
        Assert.Equal(100, report.Spending.Sum(s => s.CriticalPercent), 6);
        Assert.InRange(report.Predicted.SavedPercent, 0, 1);
    }

    [Fact]
    public void Run_RouterThatIsMostlyOneWay_FitsAndItsFurtherRunsLieInTheInterval()
    {
        var trace = Generated(new RouterOptions { Runs = 210, Ways = 4, Skew = 2 });
        var mine = trace with { Runs = [.. trace.Runs.Take(200)] };
        var report = Fitter.Run(mine, new FitOptions(), Stop);
        Assert.True(report.Edges.Single(e => e.Edge == "classify -> draft").Verdict >= FitVerdict.Fit);
        var saved = Replayer.Run(trace with { Runs = [.. trace.Runs.Skip(200)] }, new ReplayOptions { Policy = "forerun", Train = mine }, Stop).SavedPercent;
        Assert.InRange(saved, report.Predicted.Saved.Low, report.Predicted.Saved.High);
    }

    [Fact]
    public void Run_Twice_SaysTheSame()
    {
        var trace = Generated(new RouterOptions { Runs = 40, Ways = 3, Skew = 1 });
        var (one, other) = (Fitter.Run(trace, new FitOptions(), Stop), Fitter.Run(trace, new FitOptions(), Stop));
        Assert.Equal(one.Predicted, other.Predicted);
        Assert.Equal(one.Edges.Select(e => (e.Edge, e.Verdict, e.Scores)), other.Edges.Select(e => (e.Edge, e.Verdict, e.Scores)));
    }

    private static readonly HashSet<string> Writes =
    [
        "book_reservation", "cancel_reservation", "send_certificate", "transfer_to_human_agents", "update_reservation_baggages",
        "update_reservation_flights", "update_reservation_passengers",
    ];

    private static string Downstream(FitEdge edge) => edge.Edge.Split(" -> ")[1];

    private static Trace Generated(RouterOptions options) => new() { Name = "router", Runs = [.. RouterGenerator.Generate(options, 1)] };

    private static (Trace Mine, Trace Further) Apart(Trace trace, int tasks)
    {
        var known = trace.Runs.Select(r => r.Task).Distinct().Take(tasks).ToHashSet();
        return (trace with { Runs = [.. trace.Runs.Where(r => known.Contains(r.Task))] }, trace with { Runs = [.. trace.Runs.Where(r => !known.Contains(r.Task)).Take(10)] });
    }
}
