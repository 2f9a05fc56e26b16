namespace Forerun.Cli.Tests.Demo;

public sealed class ShowTests : Scratch
{
    private readonly DemoRun demo;

    public ShowTests() => demo = new DemoRun(Folder);

    [Fact]
    public async Task OnATerminal_TheTimelinesGrow_AndTheSummaryStays()
    {
        var run = await demo.OfAsync(DemoRun.Fast(1) with { Json = false, Speed = 4 }, width: 80);

        var frames = run.Out.Split('\u001b').Count(f => f.Contains("speculative: not begun", StringComparison.Ordinal) || f.Contains("0 answers", StringComparison.Ordinal));
        Assert.True(frames > 1, $"It showed {frames} frames while the first letters were under way.");
        var last = run.Out[(run.Out.LastIndexOf('\u001b') + 1)..];
        Assert.Contains("sequential: 4 answers in", last, StringComparison.Ordinal);
        Assert.Contains("Requests, effects and answers are the same.", last, StringComparison.Ordinal);
        Assert.All(last.Split('\n'), l => Assert.InRange(l.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public async Task NotOnATerminal_IsPlain_AndSaysWhatIsScripted()
    {
        var run = await demo.OfAsync(DemoRun.Fast(1) with { Json = false });

        Assert.DoesNotContain('\u001b', run.Out + run.Error);
        Assert.Equal(8, run.Error.TrimEnd().Split('\n').Length);
        var text = string.Join(' ', run.Out.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Scripted: what the models answer, drawn by the seed. A label has 0.96 bits, the best guess of it is right 82 % of the time", text, StringComparison.Ordinal);
        Assert.Contains("first token after 0.37 s, then 6.5 ms a token; look-ups 0.50 s, one in ten over 0.87 s", text, StringComparison.Ordinal);
        Assert.Contains("foresight", text, StringComparison.Ordinal);
        Assert.Matches(@"- Letter 2: 'draft' was begun on a guess of '[a-z, ]+', [\d.]+ % sure where", text);
    }

    [Fact]
    public async Task Readme_ShowsTheDemoOfItsSeed()
    {
        var run = await demo.OfAsync(new Forerun.Cli.Demo.DemoRequest { Speed = 20, ValueOfTime = 0.2m, Json = true });
        var readme = (await File.ReadAllTextAsync(Repository.PathOf("README.md"))).ReplaceLineEndings("\n");

        // Its seconds are those of one run. Its dollars are those of every run: not so any more? Put in what the command prints.
        var usd = new Forerun.Pricing.Usd(run.Json.GetProperty("usd").GetProperty("sequential").GetDecimal());
        Assert.Matches($@"sequential: {run.Json.GetProperty("emails").GetInt32()} answers in \d+\.\d s, \{usd}\n", readme);
        Assert.Contains($"seed {run.Json.GetProperty("seed").GetInt32()}", readme, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/full", "can't be written")]
    public async Task LedgerThatCannotBeWritten_IsOneSentence(string path, string sentence)
    {
        if (!File.Exists(path)) Assert.Skip($"There is no {path} here.");

        var run = await demo.CommandAsync(null, "--emails", "1", "--json", "--ledger", path);

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserFolderThatCannotBeMade_IsOneSentence()
    {
        Write("user", "a file where the folder should be");

        var run = await demo.CommandAsync(null, "--emails", "1", "--json");

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains("for the ledger can't be made", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task LedgerByDefault_IsThatOfTheUsersFolder()
    {
        await demo.CommandAsync(null, "--emails", "1", "--json");

        Assert.True(File.Exists(PathOf("user/ledger.db")));
    }

    [Theory]
    [InlineData("--endpoint and --model go together", "--model", "m")]
    [InlineData("--emails must be a whole number from 1 to 1,000", "--emails", "0")]
    [InlineData("--endpoint must be an http or https address", "--endpoint", "ftp://x", "--model", "m")]
    [InlineData("--faults are those of the demo's own service", "--endpoint", "http://x/v1", "--model", "m", "--faults")]
    public async Task WrongUsage_IsToldAtOnce(string sentence, params string[] args)
    {
        var run = await demo.CommandAsync(null, args);

        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }
}
