using System.Globalization;
using System.Text.Json;
using Forerun.Replay.Tests;
using Forerun.Traces;

namespace Forerun.Cli.Tests.Replaying;

/// <summary>Real plans through the command line: 21 runs recorded by guanyilin428/Dynamic-Speculative-Planning.</summary>
public class PublishedFiguresTests
{
    private static string Plans => SharedData.PathOf("openagi-plan.jsonl");

    [Theory]
    [InlineData("sequential", 1670.2, 3.0632, 1.00)]
    [InlineData("fixed-depth:1", 1670.2, 3.8675, 2.00)]
    [InlineData("fixed-depth:2", 1323.0, 4.4977, 3.00)]
    [InlineData("fixed-depth:4", 1233.1, 5.8092, 4.71)]
    [InlineData("fixed-depth:6", 1179.8, 6.5609, 5.76)]
    [InlineData("oracle:episode", 1179.8, 3.8675, 4.57)]
    public async Task Replay_GivesThePublishedFiguresToTheDigit(string policy, double seconds, double usd, double peak)
    {
        var report = await Run.Replay(Plans, "--policy", policy);

        Assert.Equal(seconds, Part(report, "speculative", "seconds"), 1);
        Assert.Equal(usd, Part(report, "speculative", "usd"), 4);
        Assert.Equal(peak, report.GetProperty("peak_concurrency").GetDouble(), 2);
    }

    [Fact]
    public async Task Oracle_IsWithinOnePercent()
    {
        var report = await Run.Replay(Plans, "--policy", "oracle");

        Near(1179.8, Part(report, "speculative", "seconds"), 0.01);
        Near(3.414, Part(report, "speculative", "usd"), 0.01);
    }

    [Fact]
    public async Task Logged_ComesWithinASecondOfEachRun()
    {
        var logged = TraceReader.Read(Plans).Runs.ToDictionary(r => r.Run, r => r.Logged!.WallSeconds);

        var report = await Run.Replay(Plans, "--policy", "logged");

        foreach (var run in report.GetProperty("per_run").EnumerateArray())
            Assert.InRange(run.GetProperty("seconds").GetDouble() - (double)logged[run.GetProperty("run").GetString()!], -1, 1);
    }

    [Fact]
    public async Task CostAware_IsWorthNearlyTheBestDepthInHindsight()
    {
        var best = double.MinValue;
        for (var k = 1; k <= 8; k++) best = Math.Max(best, Net(await Run.Replay(Plans, "--policy", $"fixed-depth:{k}")));

        Assert.True(Net(await Run.Replay(Plans)) >= 0.95 * best);
    }

    [Fact]
    public async Task CostAware_WhereEveryDepthLoses_LosesAtMostOnePercent()
    {
        var report = await Run.Replay(Plans, "--value-of-time", "0.003");

        Assert.True(Net(report) > -0.01 * Part(report, "sequential", "usd"));
    }

    [Fact]
    public async Task CostAware_WhereTimeIsWorthNothing_HardlyBets()
    {
        var report = await Run.Replay(Plans, "--value-of-time", "0.0001");

        Assert.InRange(report.GetProperty("bets").GetInt32(), 0, report.GetProperty("steps").GetInt32() / 100);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.003)]
    [InlineData(0.01)]
    [InlineData(0.03)]
    [InlineData(0.1)]
    public async Task Dial_AtCostFirst_NeverSpendsMore(double valueOfTime) =>
        Assert.True(await Spent("0", valueOfTime) <= await Spent("1", valueOfTime));

    [Theory]
    [InlineData(0.002)]
    [InlineData(0.003)]
    [InlineData(0.004)]
    [InlineData(0.005)]
    [InlineData(0.007)]
    [InlineData(0.01)]
    [InlineData(0.03)]
    public async Task Dial_TurnedUp_NeverSpendsLess(double valueOfTime)
    {
        var last = 0.0;
        foreach (var dial in new[] { "0", "0.25", "0.5", "0.75", "1" })
        {
            var spent = await Spent(dial, valueOfTime);
            Assert.True(spent >= last, $"dial {dial}: {spent} after {last}");
            last = spent;
        }
    }

    [Theory]
    [InlineData("support-airline.jsonl")]
    [InlineData("chess.jsonl")]
    public async Task Training_OnAnotherWorkload_ChangesNothing(string other) =>
        Assert.Equal(Net(await Run.Replay(Plans)), Net(await Run.Replay(Plans, "--train", SharedData.PathOf(other))));

    [Fact]
    public async Task Dial_AtCostFirst_SpendsLessWhereItIsClose() =>
        Assert.True(await Spent("0", 0.005) < await Spent("1", 0.005));

    private static async Task<double> Spent(string dial, double valueOfTime) => Part(
        await Run.Replay(Plans, "--dial", dial, "--value-of-time", valueOfTime.ToString(CultureInfo.InvariantCulture)), "speculative", "usd");

    private static double Net(JsonElement report) => report.GetProperty("net_value_usd").GetDouble();

    private static double Part(JsonElement report, string part, string name) => report.GetProperty(part).GetProperty(name).GetDouble();

    private static void Near(double expected, double actual, double share) =>
        Assert.InRange(actual, expected * (1 - share), expected * (1 + share));
}
