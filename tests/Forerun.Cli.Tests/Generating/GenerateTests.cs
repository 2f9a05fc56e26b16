using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Cli.Tests.Generating;

public class GenerateTests : Scratch
{
    [Theory]
    [InlineData("plan", 20)]
    [InlineData("router", 200)]
    [InlineData("dag", 50)]
    [InlineData("tree", 50)]
    [InlineData("verify", 50)]
    public async Task Generate_ToAFile_CanBeReplayed(string family, int runs)
    {
        var trace = PathOf($"{family}.jsonl");
        var made = await Run.Of("generate", family, "--seed", "3", "--out", trace, "--json");
        Assert.Equal((0, ""), (made.Code, made.Error));

        var report = await Run.Replay(trace, "--policy", "cost-aware");

        Assert.Equal(["family", "out", "seed", "runs", "steps"], made.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(runs, report.GetProperty("runs").GetInt32());
        Assert.Equal(made.Json.GetProperty("steps").GetInt32(), report.GetProperty("steps").GetInt32());
        Assert.Equal(family, report.GetProperty("workload").GetString());
        var bets = report.GetProperty("bets").GetInt32();
        Assert.True(bets > 0);
        Assert.Equal(bets, ((string[])["hits", "misses", "cancelled"]).Sum(k => report.GetProperty(k).GetInt32()));
    }

    [Fact]
    public async Task Generate_ToStdout_GivesWhatTheFileGets()
    {
        var file = PathOf("dag.jsonl");

        var shown = await Run.Of("generate", "dag", "--runs", "5", "--fan-in-only", "--seed", "9");
        await Run.Of("generate", "dag", "--runs", "5", "--fan-in-only", "--seed", "9", "--out", file);

        Assert.Equal(await File.ReadAllTextAsync(file), shown.Out);
        Assert.Equal("", shown.Error);
    }

    [Fact]
    public async Task Generate_TakesEveryParameter()
    {
        var file = PathOf("expected.jsonl");
        var options = new RouterOptions { Runs = 9, Ways = 7, Skew = 1.5, DriftAtRun = 4, DraftOutputTokens = 55, Model = "gpt-4.1", Jitter = 0 };
        TraceWriter.Write(file, RouterGenerator.Generate(options, 5));

        var shown = await Run.Of(
            "generate", "router", "--seed", "5", "--runs", "9", "--ways", "7", "--skew", "1.5", "--drift-at-run", "4",
            "--draft-output-tokens", "55", "--model", "gpt-4.1", "--jitter", "0");

        Assert.Equal(await File.ReadAllTextAsync(file), shown.Out);
    }

    [Fact]
    public async Task Generate_LikeAPreset_BeginsFromItAndTakesWhatIsSaid()
    {
        var file = PathOf("expected.jsonl");
        TraceWriter.Write(file, PlanGenerator.Generate(PlanPresets.DspTable with { Runs = 9, HitRate = 0.55 }, 5));

        var shown = await Run.Of("generate", "plan", "--runs", "9", "--like", "dsp-table", "--hit-rate", "0.55", "--seed", "5");

        Assert.Equal((0, await File.ReadAllTextAsync(file)), (shown.Code, shown.Out));
    }

    [Fact]
    public async Task Sample_IsWhatItsCommandMakes()
    {
        var command = (await File.ReadAllLinesAsync(Repository.PathOf("samples/README.md")))
            .Single(l => l.StartsWith("dotnet run ", StringComparison.Ordinal) && l.Contains("samples/plan.jsonl", StringComparison.Ordinal));
        var file = PathOf("plan.jsonl");

        var run = await Run.Of([.. command.Split(" -- ")[1].Split(' ').Select(w => w == "samples/plan.jsonl" ? file : w)]);

        Assert.Equal(0, run.Code);
        Assert.Equal(await File.ReadAllBytesAsync(Repository.Sample), await File.ReadAllBytesAsync(file));
    }
}
