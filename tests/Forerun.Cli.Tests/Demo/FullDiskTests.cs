namespace Forerun.Cli.Tests.Demo;

/// <summary>A demo whose files have no room: told before anything is asked where that can be known, else together with what came out.</summary>
public sealed class FullDiskTests : Scratch
{
    private readonly DemoRun demo;

    public FullDiskTests()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("This system has no /dev/full.");
        demo = new DemoRun(Folder);
    }

    [Fact]
    public async Task Ledger_ThatTakesNoRow_EndsTheDemoAtItsFirstLetter()
    {
        var run = await demo.CommandAsync(null, "--emails", "1000", "--json", "--ledger", "/dev/full");

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Equal("The ledger '/dev/full' can't be written: no space is left there; free some or name another file.", run.Error.TrimEnd());
    }

    [Fact]
    public async Task Recording_ThatIsRefused_CostsTheRecordingAlone()
    {
        Directory.CreateDirectory(PathOf("recorded"));
        File.CreateSymbolicLink(demo.Recorded("speculative.jsonl"), "/dev/full");

        var run = await demo.OfAsync(DemoRun.Fast(1, 1));

        Assert.Equal(1, run.Code);
        Assert.True(run.Json.GetProperty("same_answer").GetBoolean());
        Assert.Equal(
            $"'{demo.Recorded("speculative.jsonl")}' can't be written: no space is left there; free some or name another file.", run.Error.TrimEnd().Split('\n')[^1]);
        Assert.NotEmpty(await File.ReadAllLinesAsync(demo.Recorded("sequential.jsonl"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/proc", "'/proc' can't be written: no file can be made there; name another folder.")]
    [InlineData("/dev/null", "The folder '/dev/null' for the recording can't be made: a file has that name; name another folder.")]
    public async Task Record_WhereNoFileCanBe_IsToldBeforeAnythingIsAsked(string folder, string sentence)
    {
        var run = await demo.CommandAsync(null, "--emails", "1000", "--record", folder);

        Assert.Equal((1, "", sentence), (run.Code, run.Out, run.Error.TrimEnd()));
    }
}
