using System.Text.Json.Nodes;

namespace Forerun.Cli.Tests.Replaying;

/// <summary>Content that nobody has recorded is unknown, and no two unknowns are equal: it confirms no guess.</summary>
public sealed class UnrecordedContentTests : Scratch
{
    private string Plans => PathOf("plans.jsonl");

    [Theory]
    [InlineData("cost-aware")]
    [InlineData("forerun")]
    [InlineData("fixed-depth:2")]
    [InlineData("oracle")]
    public async Task Replay_OutputsAreNull_BetsOnNoneAndSaysSo(string policy)
    {
        await Bare();
        var run = await Run.Of("replay", Plans, "--policy", policy, "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal((0, 0m), (run.Json.GetProperty("bets").GetInt32(), run.Json.GetProperty("saved_percent").GetDecimal()));
        Assert.Equal(1, run.Error.Split("content was not recorded").Length - 1);
        Assert.Contains("90 steps of 90", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_OutputsAreNull_SaysNoAndWhy()
    {
        await Bare();
        var run = await Run.Of("fit", Plans, "--runs-per-day", "10", "--json");
        Assert.Equal("do_not", run.Json.GetProperty("verdict").GetString());
        Assert.Contains("content was not recorded", run.Error, StringComparison.Ordinal);
        Assert.Equal(3650, run.Json.GetProperty("yearly").GetProperty("runs").GetDecimal());
        Assert.Equal(0, run.Json.GetProperty("skipped").GetArrayLength());
    }

    // Sixty requests of one shape: what a tool was called with and what was replied is not in them.
    [Fact]
    public async Task Replay_ExportWithoutContent_BetsOnNoneAndSaysSo()
    {
        await File.WriteAllTextAsync(PathOf("spans.json"), $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{string.Join(',', Enumerable.Range(1, 60).SelectMany(Spans))}}]}]}]}""");
        var run = await Run.Of("replay", PathOf("spans.json"), "--json");
        Assert.Equal((0, 0), (run.Code, run.Json.GetProperty("bets").GetInt32()));
        Assert.Contains("180 steps of 180", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Spans(int trace)
    {
        var began = 1_700_000_000 + (100 * trace);
        yield return Span(1, began, began + 3, """{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"500"}}""");
        yield return Span(2, began + 3, began + 4, """{"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},{"key":"gen_ai.tool.name","value":{"stringValue":"find_order"}},{"key":"forerun.effect","value":{"stringValue":"none"}}""");
        yield return Span(3, began + 4, began + 6, """{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"700"}}""");

        string Span(int at, int from, int to, string attributes) =>
            $$"""{"traceId":"{{trace:x32}}","spanId":"{{(10 * trace) + at:x16}}","startTimeUnixNano":"{{from}}000000000","endTimeUnixNano":"{{to}}000000000","attributes":[{{attributes}}]}""";
    }

    private Task Bare() => File.WriteAllLinesAsync(Plans, File.ReadLines(Repository.PathOf("samples/plan.jsonl")).Select(line =>
    {
        var run = JsonNode.Parse(line)!;
        foreach (var step in run["steps"]!.AsArray())
        {
            step!["output"] = null;
            foreach (var guess in step["guesses"]?.AsArray() ?? []) guess!["output"] = null;
        }

        return run.ToJsonString();
    }));
}
