namespace Forerun.Cli.Tests;

public class StopTests : Scratch
{
    [Fact]
    public async Task Stop_BeforeItBegan_IsOneSentence()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await Cli.RunAsync(["replay", Repository.Sample], output, error, new CancellationToken(canceled: true));

        Assert.Equal((1, "", "Stopped." + Environment.NewLine), (code, output.ToString(), error.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("an old ledger")]
    public async Task Stop_UnderWay_LeavesTheFolderAsItWas(string? old)
    {
        using var stop = new CancellationTokenSource();
        if (old is not null) Write("ledger.jsonl", old);

        // The clock is read after each run of each pass, and the passes go side by side: half of them are done.
        var run = await Run.Watched(
            new TickingClock(TimeSpan.Zero, reads => { if (reads == 19) stop.Cancel(); }), stop.Token,
            "replay", Repository.Sample, "--ledger", PathOf("ledger.jsonl"));

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Equal("Stopped." + Environment.NewLine, run.Error);
        Assert.Equal(old is null ? [] : [old], Directory.GetFiles(Folder).Select(File.ReadAllText));
    }

    [Fact]
    public async Task Stop_OfGenerateIntoAFile_LeavesTheOldOne()
    {
        var file = Write("plan.jsonl", "an old trace");
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await Cli.RunAsync(["generate", "plan", "--out", file], output, error, new CancellationToken(canceled: true));

        Assert.Equal((1, "Stopped." + Environment.NewLine), (code, error.ToString()));
        Assert.Equal("an old trace", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Folder)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Stop_OfGenerate_IsOneSentence()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await Cli.RunAsync(["generate", "plan"], output, error, new CancellationToken(canceled: true));

        Assert.Equal((1, "Stopped." + Environment.NewLine), (code, error.ToString()));
    }
}
