using System.Text.Json;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Generating;

public class VerifyGeneratorTests
{
    [Fact]
    public void Generate_Level_IsExecutorVerifierChildren()
    {
        var run = VerifyGenerator.Generate(new VerifyOptions { Levels = 2, Children = 2 }, 1).First();

        Assert.Equal(
            ["execute", "verify", "child-1", "child-2", "execute.2", "verify.2", "child-1.2", "child-2.2"], run.Steps.Select(s => s.Id));
        Assert.Empty(run.Steps[0].After);
        Assert.Equal("execute", Assert.Single(run.Steps[1].After).Id);
        Assert.Equal(new TraceDependency("verify", "verified", Reads: "$.text"), Assert.Single(run.Steps[3].After));
        Assert.Equal(["child-1", "child-2"], run.Steps[4].After.Select(a => a.Id));
        Assert.All(run.Steps, s => Assert.Equal(s.Id.StartsWith("verify", StringComparison.Ordinal), s.Verdict is not null));
    }

    [Fact]
    public void Generate_Verdict_SaysWhetherTheVerifierReturnsWhatItChecked()
    {
        foreach (var run in VerifyGenerator.Generate(new VerifyOptions { Runs = 200, MatchRate = 0.5 }, 1))
            for (var i = 0; i < run.Steps.Count; i++)
                if (run.Steps[i].Verdict is { } verdict)
                    Assert.Equal(verdict == Verdict.Kept, JsonElement.DeepEquals(run.Steps[i - 1].Output, run.Steps[i].Output));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.7)]
    [InlineData(1)]
    public void Generate_MatchRate_IsThatOfTheVerdicts(double rate)
    {
        var verdicts = VerifyGenerator.Generate(new VerifyOptions { Runs = 5_000, MatchRate = rate }, 1)
            .SelectMany(r => r.Steps).Where(s => s.Verdict is not null).ToList();
        Assert.Equal(rate, verdicts.Count(s => s.Verdict == Verdict.Kept) / (double)verdicts.Count, 0.015);
    }

    [Fact]
    public void Generate_ExecutorsText_IsThatOfNoOtherRun()
    {
        var texts = VerifyGenerator.Generate(new VerifyOptions { Runs = 100 }, 1).SelectMany(r => r.Steps)
            .Where(s => s.Operation.StartsWith("execute", StringComparison.Ordinal)).Select(s => s.Output.GetProperty("text").GetString()).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
    }
}
