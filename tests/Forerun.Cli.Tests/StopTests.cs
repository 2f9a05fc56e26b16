using Forerun.Ledgers;

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

    [Fact]
    public async Task Stop_UnderWay_LeavesALedgerOfWholeRows()
    {
        using var stop = new CancellationTokenSource();
        var ledger = PathOf("ledger.jsonl");

        // The clock is read after each run: twelve sequential ones, then six under the policy.
        var run = await Run.Watched(
            new TickingClock(TimeSpan.Zero, reads => { if (reads == 19) stop.Cancel(); }), stop.Token, "replay", Repository.Sample, "--ledger", ledger);

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Equal("Stopped." + Environment.NewLine, run.Error);
        Assert.Equal(6, JsonlLedger.Read(ledger).OfType<RunRow>().Count());
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
