using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Generating;

public class RouterGeneratorTests
{
    private static List<TraceRun> Routers(RouterOptions options) => [.. RouterGenerator.Generate(options, 1)];

    private static string Label(TraceRun run) => run.Steps[0].Output.GetProperty("label").GetString()!;

    [Fact]
    public void Generate_Run_ClassifiesDraftsAndSends()
    {
        var run = Routers(new RouterOptions { Ways = 5 })[0];

        Assert.Equal(["classify", "draft", "send"], run.Steps.Select(s => s.Id));
        Assert.Equal(new TraceDependency("classify", "router_k_way", 5, "$.label"), Assert.Single(run.Steps[1].After));
        Assert.Equal(new TraceDependency("draft", "free_text"), Assert.Single(run.Steps[2].After));
        Assert.Equal((StepKind.Tool, TraceEffect.Staged), (run.Steps[2].Kind, run.Steps[2].Effect));
        Assert.InRange(run.Steps[0].Output.GetProperty("confidence").GetDouble(), 0.5, 1);
    }

    [Fact]
    public void Generate_Defaults_HaveThePublishedRatio()
    {
        var options = new RouterOptions { Jitter = 0 };

        // gpt-4o at $2.50 and $10.00 a million.
        foreach (var run in Routers(options))
        {
            var draft = run.Steps[1];
            var hidden = Math.Min(run.Steps[0].Duration.TotalSeconds, draft.Duration.TotalSeconds);
            var cost = (2.5 * draft.Usage!.InputTokens!.Value + 10 * draft.Usage.OutputTokens!.Value) / 1e6;
            Assert.InRange(0.01 * hidden / cost, 4.70, 4.75);
        }
        Assert.Equal(4.717, options.ActualRatio, 3);
        Assert.Equal([5.7, 3.8, 2.9], new[] { 1, 0.5, 0 }.Select(dial => Math.Round((1 + options.ActualRatio) / (2 - dial), 1)));
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(10)]
    public void ActualRatio_RatioAskedFor_IsMet(double ratio) =>
        Assert.Equal(ratio, new RouterOptions { ValueRatio = ratio }.ActualRatio, ratio / 100);

    [Fact]
    public void ActualRatio_IsThatOfDecimalDollars()
    {
        Assert.Equal((double)(0.03m / 0.00636m), new RouterOptions().ActualRatio);
        Assert.Equal(double.PositiveInfinity, new RouterOptions { DraftOutputTokens = 0, InputPrice = 0 }.ActualRatio);
    }

    [Fact]
    public void Validate_RatioThatLeavesNoOutput_IsRefused()
    {
        var error = Assert.Throws<InvalidOptionsException>(() => Routers(new RouterOptions { ValueRatio = 100 }));
        Assert.Contains("leaves the draft no output", Assert.Single(error.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_TokensGiven_AreTakenWhateverTheRatio() =>
        Assert.All(Routers(new RouterOptions { ValueRatio = 100, DraftOutputTokens = 77, Jitter = 0 }), r => Assert.Equal(77, r.Steps[1].Usage!.OutputTokens));

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(1, 0.48)]
    public void Generate_Skew_MakesTheFirstRouteLikelier(double skew, double expected)
    {
        var runs = Routers(new RouterOptions { Runs = 20_000, Skew = skew });

        Assert.Equal(expected, runs.Count(r => Label(r) == "route-1") / 20_000.0, 0.02);
        Assert.Equal(4, runs.Select(Label).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Generate_Drift_ChangesTheLikelyRouteFromThatRunOn()
    {
        var options = new RouterOptions { Runs = 400, Skew = 2 };
        var steady = Routers(options);
        var drifted = Routers(options with { DriftAtRun = 201 });

        Assert.Equal(steady.Take(200).Select(Label), drifted.Take(200).Select(Label));
        Assert.Equal("route-1", drifted.Take(200).CountBy(Label).MaxBy(l => l.Value).Key);
        Assert.Equal("route-3", drifted.Skip(200).CountBy(Label).MaxBy(l => l.Value).Key);
    }
}
