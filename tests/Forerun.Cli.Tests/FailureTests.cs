namespace Forerun.Cli.Tests;

public class FailureTests : Scratch
{
    private const string Bare =
        """{"run":"r1","steps":[{"id":"1","operation":"ask","kind":"model","model":"MODEL","after":[],"effect":"none","output":"a","seconds":1,"usage":{"input_tokens":1,"output_tokens":1}}]}""";

    [Fact]
    public Task NoTrace() => Fails("There is no file", "replay", PathOf("none.jsonl"));

    [Fact]
    public Task FolderForATrace() => Fails("is a folder, not a trace file", "replay", Folder);

    [Fact]
    public Task EmptyTrace() => Fails("is empty: a trace has one run per line", "replay", Write("t.jsonl", ""));

    [Fact]
    public Task BrokenTrace() => Fails("No run could be read of 't.jsonl': line 1, run: ", "replay", Write("t.jsonl", "{\"run\":"));

    [Fact]
    public Task NoPriceFile() => Fails("there is no such file", "replay", Repository.Sample, "--prices", PathOf("none.json"));

    [Fact]
    public Task BrokenPriceFile() => Fails("p.json: line 1, column", "replay", Repository.Sample, "--prices", Write("p.json", "{"));

    [Fact]
    public async Task PriceFileWithManyFaults_IsToldAllAtOnce()
    {
        var book = Write("p.json", """{ "modles": [], "as_of": "soon", "models": [{ "provider": "p", "model": "m", "input": -1, "output": 1 }] }""");

        var run = await Run.Of("replay", Repository.Sample, "--prices", book);

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Equal(["modles", "models[0].input", "as_of"], run.Error.TrimEnd().Split('\n').Select(l => l[book.Length..].Split(':')[1].Trim()));
    }

    [Fact]
    public Task UnknownModel() =>
        Fails("No price for model 'gtp-4-turbo' in price book", "replay", Write("t.jsonl", Bare.Replace("MODEL", "gtp-4-turbo", StringComparison.Ordinal)));

    [Fact]
    public Task NoLog() => Fails("run 'plan-1' has no 'logged' field", "replay", Repository.Sample, "--policy", "logged");

    [Fact]
    public Task NoTrainingTrace() => Fails("There is no file", "replay", Repository.Sample, "--train", PathOf("none.jsonl"));

    [Fact]
    public Task LedgerInNoFolder() => Fails("can't be written", "replay", Repository.Sample, "--ledger", PathOf("no/l.jsonl"));

    [Fact]
    public Task FolderForALedger() => Fails("is a folder, not a ledger", "replay", Repository.Sample, "--ledger", Folder);

    [Theory]
    [InlineData("/dev/full")]
    [InlineData("link.jsonl")]
    public async Task DiskFull_TheReportIsGivenAllTheSame(string ledger)
    {
        if (!File.Exists("/dev/full")) Assert.Skip("This system has no /dev/full.");
        File.CreateSymbolicLink(PathOf("link.jsonl"), "/dev/full");
        var named = Path.Combine(Folder, ledger);

        var run = await Run.Of("replay", Repository.Sample, "--ledger", named, "--json");

        Assert.Equal((1, 12), (run.Code, run.Json.GetProperty("runs").GetInt32()));
        Assert.Equal($"The ledger '{named}' can't be written: no space is left there; free some or name another file.", run.Error.TrimEnd());
        Assert.Equal((await Run.Of("replay", Repository.Sample, "--json")).Out, run.Out);
        Assert.True(File.Exists("/dev/full"));
        Assert.Equal("/dev/full", new FileInfo(PathOf("link.jsonl")).LinkTarget);
    }

    [Fact]
    public Task ImportedIntoNoFolder()
    {
        const string Span = """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","startTimeUnixNano":"1","endTimeUnixNano":"2","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}}]}]}]}]}""";
        return Fails($"'{PathOf("no/t.jsonl")}' can't be written: there is no such folder; make it or name another file.\n", "import", Write("s.json", Span), "--out", PathOf("no/t.jsonl"));
    }

    [Fact]
    public Task GeneratedIntoNoFolder() => Fails($"'{PathOf("no/t.jsonl")}' can't be written: there is no such folder; make it or name another file.", "generate", "plan", "--out", PathOf("no/t.jsonl"));

    [Fact]
    public Task GeneratedIntoAFolder() => Fails("is a folder", "generate", "plan", "--out", Folder);

    [Fact]
    public async Task SkippedLine_IsNamed_TheRestIsReported_AndTheCodeIsOne()
    {
        var trace = Write("t.jsonl", string.Join('\n', Bare.Replace("MODEL", "gpt-4o", StringComparison.Ordinal), "{\"run\":7,\"steps\":3}", "not a line"));

        var json = await Run.Of("replay", trace, "--json");
        var page = await Run.Of("replay", trace);

        Assert.Equal((1, 1), (json.Code, page.Code));
        Assert.Equal(1, json.Json.GetProperty("runs").GetInt32());
        Assert.Equal([2, 3], json.Json.GetProperty("skipped").EnumerateArray().Select(s => s.GetProperty("line").GetInt32()));
        Assert.Contains("t.jsonl: line 2, steps: ", json.Error);
        Assert.Contains("t.jsonl: line 3, $: ", page.Error);
        Assert.Contains("t.jsonl: skipped 2 lines", page.Error);
        Assert.Contains("sequential", page.Out);
    }

    private static async Task Fails(string message, params string[] args)
    {
        var run = await Run.Of(args);

        Assert.Equal(1, run.Code);
        Assert.Equal("", run.Out);
        Assert.Contains(message, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", run.Error);
        Assert.DoesNotContain("Exception", run.Error);
    }
}
