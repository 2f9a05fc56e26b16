using System.Text;
using System.Text.Json;

namespace Forerun.Cli.Tests.Replaying;

/// <summary>Whatever happens to the lines of a trace: those that are no runs are named, the others are replayed.</summary>
public class DamagedTraceTests : Scratch
{
    private const int Lines = 15;

    public static TheoryData<int> Seeds
    {
        get
        {
            var alone = int.TryParse(Environment.GetEnvironmentVariable("FORERUN_SEED"), out var seed) ? seed : (int?)null;
            var count = int.TryParse(Environment.GetEnvironmentVariable("FORERUN_SEEDS"), out var more) ? more : 12;
            return [.. alone is { } one ? [one] : Enumerable.Range(1, count)];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Replay_DamagedLines_AreNamedAndTheRestIsReplayed(int seed)
    {
        var random = new Random(seed);
        var good = await Good(seed);
        var damage = new Damage(random);
        var lines = Enumerable.Range(0, Lines).Select(i => damage.Of(good[i % good.Length]).ReplaceLineEndings(" ")).ToList();
        var ending = seed % 2 == 0 ? "\r\n" : "\n";
        var mark = seed % 3 == 0 ? "\uFEFF" : "";
        var trace = Write("t.jsonl", mark + string.Join(ending, [Named(good[0], "first"), .. lines, Named(good[1], "last")]));

        var run = await Run.Of("replay", trace, "--policy", seed % 4 == 0 ? "fixed-depth:2" : "cost-aware", "--json");

        Assert.DoesNotContain("fault of forerun", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Code);
        if (run.Out.Length == 0)
        {
            // A line whose damage hit a model's name is a run, and a model without a price ends a replay: that is told, in one line.
            Assert.Matches("^(No price for model|Step .* names no model)", Assert.Single(run.Error.TrimEnd().Split('\n')));
            return;
        }

        var json = run.Json;
        var skipped = json.GetProperty("skipped").EnumerateArray().ToList();
        var ids = json.GetProperty("per_run").EnumerateArray().Select(r => r.GetProperty("run").GetString()).ToList();
        Assert.Equal(("first", "last"), (ids[0], ids[^1]));
        Assert.InRange(skipped.Count, 1, Lines);
        Assert.Equal(lines.Count(l => !string.IsNullOrWhiteSpace(l)) + 2, skipped.Count + Replayed(json, lines));
        Assert.All(skipped, s => Assert.InRange(s.GetProperty("line").GetInt32(), 2, Lines + 1));
        Assert.All(skipped, s => Assert.NotEqual("", s.GetProperty("field").GetString()));
        foreach (var line in skipped.Take(10))
            Assert.Contains($"t.jsonl: line {line.GetProperty("line")}, {line.GetProperty("field").GetString()}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_LineOf100Megabytes_IsNamedAndTheRestIsReplayed()
    {
        var good = await Good(1);
        var trace = Write("t.jsonl", good[0] + "\n");
        await using (var file = new FileStream(trace, FileMode.Open))
        {
            // A hole in a file takes no room on the disk and is read as zeros.
            file.Position = file.Length + 100_000_000;
            file.Write(Encoding.UTF8.GetBytes("\n" + good[1] + "\n"));
        }

        var run = await Run.Of("replay", trace, "--json");

        Assert.Equal((1, 2), (run.Code, run.Json.GetProperty("runs").GetInt32()));
        Assert.Contains("t.jsonl: line 2, $: the line is longer than 64 MB", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Lines of a generated trace, of one family or another.</summary>
    private static async Task<string[]> Good(int seed)
    {
        var family = ((string[])["plan", "router", "dag"])[seed % 3];
        var made = await Run.Of("generate", family, "--runs", "5", "--seed", $"{seed}");
        return made.Out.TrimEnd().Split('\n');
    }

    private static string Named(string line, string run) => string.Concat("{\"run\":\"", run, "\"", line.AsSpan(line.IndexOf(",\"workload\"", StringComparison.Ordinal)));

    /// <summary>The runs that were read: those replayed, and those that have no step left.</summary>
    private static int Replayed(JsonElement json, List<string> lines)
    {
        var skipped = json.GetProperty("skipped").EnumerateArray().Select(s => s.GetProperty("line").GetInt32()).ToHashSet();
        var empty = lines.Where((line, i) => !skipped.Contains(i + 2) && !string.IsNullOrWhiteSpace(line))
            .Count(line => !(JsonDocument.Parse(line).RootElement.TryGetProperty("steps", out var steps) && steps.GetArrayLength() > 0));
        return json.GetProperty("runs").GetInt32() + empty;
    }
}
