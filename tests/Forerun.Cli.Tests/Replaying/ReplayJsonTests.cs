using System.Text.Json;

namespace Forerun.Cli.Tests.Replaying;

public class ReplayJsonTests
{
    [Fact]
    public async Task Json_HasExactlyTheKeysThatScriptsRelyOn()
    {
        var report = await Run.Replay(Repository.Sample);

        Assert.Equal(
            "trace, workload, policy, dial, value_of_time, runs, steps, sequential{seconds,usd}, speculative{seconds,usd}, oracle{seconds,usd}, "
            + "saved_percent, extra_usd_percent, waste_usd, net_value_usd, bets, hits, misses, cancelled, mean_depth, peak_concurrency, "
            + "mean_concurrency, brier, prefetches{started,used}, reads{calls,first_percent,three_percent}, per_run[{run,seconds,usd}], skipped[]",
            string.Join(", ", report.EnumerateObject().Select(Shape)));
    }

    [Fact]
    public async Task Json_IsOneLine_WithoutExponentsOrEscapes()
    {
        var run = await Run.Of("replay", Repository.Sample, "--json", "--value-of-time", "1e-9");

        Assert.Equal(run.Out.Length - Environment.NewLine.Length, run.Out.IndexOf(Environment.NewLine, StringComparison.Ordinal));
        Assert.Contains("\"value_of_time\":0.000000001,", run.Out);
        Assert.DoesNotMatch(@"\d[eE][+-]?\d", run.Out);
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public async Task Json_OfDefaults_SaysThem()
    {
        var report = await Run.Replay(Repository.Sample);

        Assert.Equal("plan.jsonl", report.GetProperty("trace").GetString());
        Assert.Equal("cost-aware", report.GetProperty("policy").GetString());
        Assert.Equal(1m, report.GetProperty("dial").GetDecimal());
        Assert.Equal(0.01m, report.GetProperty("value_of_time").GetDecimal());
        Assert.Equal((12, 90), (report.GetProperty("runs").GetInt32(), report.GetProperty("steps").GetInt32()));
        Assert.Equal(12, report.GetProperty("per_run").GetArrayLength());
    }

    [Fact]
    public async Task Json_OfTheSequentialPolicy_SavesNothingAndKnowsNoBrier()
    {
        var report = await Run.Replay(Repository.Sample, "--policy", "sequential", "--seed", "7");

        Assert.Equal(report.GetProperty("sequential").GetRawText(), report.GetProperty("speculative").GetRawText());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("brier").ValueKind);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("reads").GetProperty("first_percent").ValueKind);
        Assert.Equal(0m, report.GetProperty("net_value_usd").GetDecimal());
    }

    [Theory]
    [InlineData("--cancel-rule", "full")]
    [InlineData("--cancel-rule", "none")]
    [InlineData("--leave-out", "task")]
    [InlineData("--train", "SAMPLE")]
    [InlineData("--dial", "0")]
    [InlineData("--prices", "BOOK")]
    public async Task Json_OfAnotherSetting_IsAnotherResult(string option, string value)
    {
        var book = Path.GetTempFileName();
        await File.WriteAllTextAsync(book, """[{"id":"openai","models":[{"id":"gpt-4-turbo","match":{"equals":"gpt-4-turbo"},"prices":{"input_mtok":1,"output_mtok":2}}]}]""");
        var given = value switch { "SAMPLE" => Repository.Sample, "BOOK" => book, _ => value };

        var plain = await Run.Replay(Repository.Sample, "--policy", "cost-aware");
        var other = await Run.Replay(Repository.Sample, "--policy", "cost-aware", option, given);

        Assert.NotEqual(plain.GetProperty("speculative").GetRawText(), other.GetProperty("speculative").GetRawText());
        File.Delete(book);
    }

    private static string Shape(JsonProperty property) => property.Name + property.Value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{Keys(property.Value)}}}",
        JsonValueKind.Array => $"[{(property.Value.GetArrayLength() == 0 ? "" : $"{{{Keys(property.Value[0])}}}")}]",
        _ => "",
    };

    private static string Keys(JsonElement value) => string.Join(',', value.EnumerateObject().Select(p => p.Name));
}
