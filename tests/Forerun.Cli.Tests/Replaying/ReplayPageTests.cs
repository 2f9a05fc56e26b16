using Forerun.Cli.Replaying;
using Forerun.Replay;

namespace Forerun.Cli.Tests.Replaying;

public class ReplayPageTests
{
    [Fact]
    public async Task Page_IsAsApproved()
    {
        var run = await Run.Of("replay", Repository.Sample, "--policy", "fixed-depth:2");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Replaying", "fixed-depth-2.txt"))).ReplaceLineEndings(),
            run.Out.ReplaceLineEndings());
    }

    [Fact]
    public async Task Page_HasNoEscapeCodes_AndFits100Columns()
    {
        var run = await Run.Of("replay", Repository.Sample);

        Assert.DoesNotContain('\u001b', run.Out + run.Error);
        Assert.All(run.Out.Split(Environment.NewLine), l => Assert.InRange(l.Length, 0, 100));
    }

    [Fact]
    public async Task Readme_ShowsWhatItsCommandPrints()
    {
        var run = await Run.Of("replay", Repository.Sample, "--policy", "cost-aware");
        var readme = (await File.ReadAllTextAsync(Repository.PathOf("README.md"))).ReplaceLineEndings();

        // Not so any more? Put what the command prints into the README's text block.
        Assert.Contains(run.Out.ReplaceLineEndings(), readme);
    }

    [Theory]
    [InlineData(80, 1.2, 0.01, "It saved 20.0 % of the waiting time for 20.0 % more dollars; at $0.0100/s that is worth exactly what it costs.")]
    [InlineData(80, 1.1, 0.01, "It saved 20.0 % of the waiting time for 10.0 % more dollars; at $0.0100/s that is worth $0.1000.")]
    [InlineData(80, 1.5, 0.003, "It saved 20.0 % of the waiting time for 50.0 % more dollars; at $0.003/s it costs $0.4400 more than it is worth: it did not pay.")]
    [InlineData(100, 1.5, 0.01, "It saved no time for 50.0 % more dollars; at $0.0100/s it costs $0.5000 more than it is worth: it did not pay.")]
    [InlineData(80, 1, 0.01, "It saved 20.0 % of the waiting time for no more dollars; at $0.0100/s that is worth $0.2000.")]
    [InlineData(110, 1.5, 0.01, "It took 10.0 % longer for 50.0 % more dollars;")]
    [InlineData(100, 1, 0.01, "It saved nothing and cost nothing.")]
    public void Meaning_IsHonest(double seconds, double usd, double valueOfTime, string sentence)
    {
        var report = Report((decimal)seconds, (decimal)usd, (decimal)valueOfTime);

        Assert.StartsWith(sentence, Phrases.Meaning(report));
    }

    private static ReplayReport Report(decimal seconds, decimal usd, decimal valueOfTime) => new()
    {
        Trace = "t", Workload = "w", Policy = "p", Dial = 1, ValueOfTime = valueOfTime, Runs = 1, Steps = 1,
        Sequential = new Bill(100, 1), Speculative = new Bill(seconds, usd), Oracle = new Bill(50, 1), WasteUsd = 0,
        Bets = 0, Hits = 0, Misses = 0, Cancelled = 0, MeanDepth = 1, PeakConcurrency = 1, MeanConcurrency = 1, Brier = null,
        Prefetches = new PrefetchCounts(0, 0), Reads = new ReadGuesses(0, null, null), PerRun = [], Skipped = [],
    };
}
