using System.Text.Json;

namespace Forerun.Cli.Tests.Importing;

public sealed class ImportTests : IDisposable
{
    private const string Good = """{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000002500000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"100"}}]}""";

    private const string Bad = """{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b175","endTimeUnixNano":"1"}""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("forerun-");

    private string Out => Path.Combine(folder.FullName, "trace.jsonl");

    [Fact]
    public async Task Import_Export_WritesATraceThatReplaysLikeTheExport()
    {
        var export = Export(Good);
        var (code, stdout, stderr) = await Run.Of("import", export, "--out", Out);
        Assert.Equal((0, ""), (code, stdout));
        Assert.Contains("1 run with 1 step written to", stderr, StringComparison.Ordinal);

        var (replayed, json, _) = await Run.Of("replay", Out, "--policy", "sequential", "--json");
        var (direct, same, _) = await Run.Of("replay", export, "--policy", "sequential", "--json");
        Assert.Equal((0, 0), (replayed, direct));
        Assert.Equal(2.5m, JsonElement.Parse(json).GetProperty("sequential").GetProperty("seconds").GetDecimal());
        Assert.Equal(0.0035m, JsonElement.Parse(same).GetProperty("sequential").GetProperty("usd").GetDecimal());
    }

    [Fact]
    public async Task Import_BadSpan_IsNamedAndTheExitCodeIs1()
    {
        var (code, stdout, stderr) = await Run.Of("import", Export(Good, Bad), "--json");

        var json = JsonElement.Parse(stdout);
        Assert.Equal(1, code);
        Assert.Equal((1, 1, 1), (json.GetProperty("runs").GetInt32(), json.GetProperty("steps").GetInt32(), json.GetProperty("spans").GetInt32()));
        var skipped = json.GetProperty("skipped")[0];
        Assert.Equal(("eee19b7ec3c1b175", "startTimeUnixNano", "missing"), (skipped.GetProperty("span").GetString(), skipped.GetProperty("field").GetString(), skipped.GetProperty("message").GetString()));
        Assert.Contains("span eee19b7ec3c1b175, startTimeUnixNano: missing", stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_ExportWithABadSpan_NamesItLikeALine()
    {
        var (code, stdout, _) = await Run.Of("replay", Export(Good, Bad), "--policy", "sequential", "--json");

        Assert.Equal(1, code);
        Assert.Equal("span eee19b7ec3c1b175, startTimeUnixNano", JsonElement.Parse(stdout).GetProperty("skipped")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Import_WithoutOut_GivesTheTrace()
    {
        var (code, stdout, _) = await Run.Of("import", Export(Good));

        Assert.Equal((0, "5b8efff798038103d269b633813fc60c"), (code, JsonElement.Parse(stdout).GetProperty("run").GetString()));
    }

    [Theory]
    [InlineData(2, "would overwrite", "import", "{0}", "--out", "{0}")]
    [InlineData(2, "must name a file", "import", " ")]
    [InlineData(1, "There is no file", "import", "{0}.not")]
    [InlineData(1, "can't be written", "import", "{0}", "--out", "{0}/x")]
    public async Task Import_WrongFiles_AreNamed(int expected, string sentence, params string[] args)
    {
        var export = Export(Good);
        var (code, _, stderr) = await Run.Of([.. args.Select(a => a.Replace("{0}", export, StringComparison.Ordinal))]);

        Assert.Equal(expected, code);
        Assert.Contains(sentence, stderr, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Export(params string[] spans)
    {
        var path = Path.Combine(folder.FullName, "spans.json");
        File.WriteAllText(path, $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{string.Join(',', spans)}}]}]}]}""");
        return path;
    }
}
