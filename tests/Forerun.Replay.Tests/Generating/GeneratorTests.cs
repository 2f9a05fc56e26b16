using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Tests.Traces;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Generating;

/// <summary>What holds for every generator.</summary>
public class GeneratorTests
{
    private static readonly Dictionary<string, Func<int, int, IEnumerable<TraceRun>>> Generators = new(StringComparer.Ordinal)
    {
        ["plan"] = (runs, seed) => PlanGenerator.Generate(new PlanOptions { Runs = runs }, seed),
        ["router"] = (runs, seed) => RouterGenerator.Generate(new RouterOptions { Runs = runs }, seed),
        ["dag"] = (runs, seed) => DagGenerator.Generate(new DagOptions { Runs = runs, FanOut = 3, Levels = 2 }, seed),
        ["fan-in"] = (runs, seed) => DagGenerator.Generate(new DagOptions { Runs = runs, FanInOnly = true, Levels = 6, FanOut = 16 }, seed),
        ["verify"] = (runs, seed) => VerifyGenerator.Generate(new VerifyOptions { Runs = runs }, seed),
        ["tree"] = (runs, seed) => TreeGenerator.Generate(new TreeOptions { Runs = runs }, seed),
    };

    public static TheoryData<string> Names => [.. Generators.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_SameSeed_GivesTheSameRuns(string name)
    {
        var generate = Generators[name];

        Assert.Equal(SameTrace.Text(generate(30, 5)), SameTrace.Text(generate(30, 5)));
        Assert.NotEqual(SameTrace.Text(generate(30, 5)), SameTrace.Text(generate(30, 6)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_MoreRuns_KeepsTheFirst(string name) =>
        Assert.Equal(SameTrace.Text(Generators[name](10, 1)), SameTrace.Text(Generators[name](40, 1).Take(10)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_Written_CanBeReadAsTheSame(string name)
    {
        var runs = Generators[name](25, -1).ToList();
        SameTrace.Assert(runs, SameTrace.WriteAndRead(runs));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_EveryRun_SaysWhatIsNotReal(string name) =>
        Assert.All(Generators[name](3, 1), run => Assert.Equal((Timing.Sampled, "estimated", CancelRule.Streamed), (run.Timing, run.Tokens, run.CancelRule)));

    [Fact]
    public void Validate_SeveralErrors_NamesThemAll()
    {
        var options = new PlanOptions { Runs = 0, HitRate = double.NaN, MinSteps = 5, MaxSteps = 4, TargetSeconds = 0, Model = " ", Jitter = -1 };

        var errors = Assert.Throws<InvalidOptionsException>(() => PlanGenerator.Generate(options, 1)).Errors;

        Assert.Equal(
            [
                "Runs must be 1 to 1000000, not 0.", "MaxSteps must be 5 to 1000, not 4.", "HitRate must be 0 to 1, not NaN.",
                "TargetSeconds must be 0.001 to 86400, not 0.", "Jitter must be 0 to 2, not -1.", "Model must name a model.",
            ],
            errors);
    }

    [Fact]
    public void Validate_OutOfRange_IsRefusedBeforeTheFirstRun()
    {
        Assert.Throws<InvalidOptionsException>(() => RouterGenerator.Generate(new RouterOptions { Ways = 65 }, 1));
        Assert.Throws<InvalidOptionsException>(() => RouterGenerator.Generate(new RouterOptions { Ways = 1 }, 1));
        Assert.Throws<InvalidOptionsException>(() => RouterGenerator.Generate(new RouterOptions { DriftAtRun = 0 }, 1));
        Assert.Throws<InvalidOptionsException>(() => DagGenerator.Generate(new DagOptions { FanOut = 17 }, 1));
        Assert.Throws<InvalidOptionsException>(() => DagGenerator.Generate(new DagOptions { Levels = 7 }, 1));
        Assert.Throws<InvalidOptionsException>(() => TreeGenerator.Generate(new TreeOptions { Ways = 13 }, 1));
        Assert.Throws<InvalidOptionsException>(() => VerifyGenerator.Generate(new VerifyOptions { MatchRate = 1.1 }, 1));
        Assert.Throws<InvalidOptionsException>(() => TreeGenerator.Generate(new TreeOptions { Levels = 0 }, 1));
    }
}
