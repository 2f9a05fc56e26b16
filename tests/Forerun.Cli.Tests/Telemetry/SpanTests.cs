using System.Diagnostics;
using System.Text.Json;
using Forerun.AI.Speculating;
using Forerun.Policies;
using Forerun.Telemetry;

namespace Forerun.Cli.Tests.Telemetry;

/// <summary>What OpenTelemetry exports of real runs, at a collector of our own.</summary>
public sealed class SpanTests : Scratch
{
    [Fact]
    public async Task ExportedTrace_ImportedAndCompared_HasTheSecondsAndTheDollarsOfTheRun()
    {
        await using var receiver = Receiver.Start();
        await using var clerk = await Clerk.HireAsync();
        var reply = Assert.Single(await clerk.WorkAsync("same-1", 1));
        var exported = receiver.Of("same-1");
        var export = PathOf("spans.json");
        await File.WriteAllTextAsync(export, exported.Document, TestContext.Current.CancellationToken);

        var (imported, _, said) = await Run.Of("import", export, "--out", PathOf("trace.jsonl"));
        Assert.True(imported == 0, said);
        var report = reply.Speculation()!;
        var replayed = await Run.Of("replay", PathOf("trace.jsonl"), "--policy", "sequential", "--json");
        Assert.Contains("content was not recorded", replayed.Error, StringComparison.Ordinal);
        var replay = replayed.Json;
        var sequential = replay.GetProperty("sequential");
        Assert.Equal(report.Cost.Amount, sequential.GetProperty("usd").GetDecimal());
        Assert.InRange(sequential.GetProperty("seconds").GetDouble() / (report.Took.TotalSeconds + 0.001), 0.6, 1.02);
        Assert.Equal(6, replay.GetProperty("steps").GetInt32());

        var compared = await Run.Of("compare", PathOf("trace.jsonl"), "--dial-sweep", "--policies", "sequential,cost-aware", "--json");
        Assert.True(compared.Code == 0, compared.Error);
        var point = compared.Json.GetProperty("sweeps")[0]; // nothing is bet on the first run of anything
        Assert.Equal(
            (sequential.GetProperty("seconds").GetDecimal(), sequential.GetProperty("usd").GetDecimal()),
            (point.GetProperty("seconds").GetDecimal(), point.GetProperty("usd").GetDecimal()));
    }

    [Fact]
    public async Task Turn_IsASpanWithItsCallsBelow_NamedByTheConventions()
    {
        await using var receiver = Receiver.Start();
        await using var clerk = await Clerk.HireAsync();
        await clerk.WorkAsync("named-1", 1);
        var exported = receiver.Of("named-1");

        Assert.Equal(
            ["chat gpt-4o", "chat gpt-4o", "chat gpt-4o", "execute_tool find_order", "execute_tool find_rules", "execute_tool pay_back", "invoke_agent clerk"],
            exported.Spans.Select(Exported.Name).Order(StringComparer.Ordinal));
        var root = exported.Root;
        Assert.Equal("named-1", Exported.Attribute(root, "gen_ai.conversation.id"));
        Assert.All(exported.Spans.Where(s => s != root), s => Assert.Equal(root["spanId"]!.ToString(), s["parentSpanId"]!.ToString()));
        Assert.All(exported.Named("chat gpt-4o"), s => Assert.Equal(
            ("chat", "openai", "gpt-4o", "authoritative"),
            (Exported.Attribute(s, "gen_ai.operation.name"), Exported.Attribute(s, "gen_ai.provider.name"), Exported.Attribute(s, "gen_ai.request.model"), Exported.Attribute(s, "forerun.standing"))));
        Assert.All(exported.Named("chat gpt-4o"), s => Assert.InRange(double.Parse(Exported.Attribute(s, "gen_ai.response.time_to_first_chunk")!, System.Globalization.CultureInfo.InvariantCulture), 0.05, Exported.Seconds(s)));
        Assert.Equal("irreversible", Exported.Attribute(Assert.Single(exported.Named("execute_tool pay_back")), "forerun.effect"));
    }

    [Fact]
    public async Task Bets_AreSpansToo_MarkedByWhatBecameOfThem_AndTheTraceHasTheRealCalls()
    {
        await using var receiver = Receiver.Start();
        await using var clerk = await Clerk.HireAsync();
        var replies = await clerk.WorkAsync("bets-1", 8, o => o.Settings = new Settings { Dial = 1, ValueOfTime = new(1) });
        var exported = receiver.Of("bets-1");

        var reports = replies.Select(r => r.Speculation()!).ToList();
        var marked = exported.Spans.Where(s => Exported.Attribute(s, "forerun.standing") == "bet").ToLookup(s => Exported.Attribute(s, "forerun.bet"));
        Assert.True(reports.Sum(r => r.Hits) > 0, "Bets without a hit show nothing.");
        Assert.Equal(reports.Sum(r => r.Hits), marked["hit"].Count());
        Assert.True(marked["miss"].Count() + marked["cancelled"].Count() >= reports.Sum(r => r.Misses + r.Cancelled));
        Assert.Empty(marked[null]);
        Assert.Contains(exported.Spans, s => s["events"]!.AsArray().Any(e => e!["name"]!.ToString() == "forerun.decision"));

        await File.WriteAllTextAsync(PathOf("spans.json"), exported.Document, TestContext.Current.CancellationToken);
        var (code, stdout, said) = await Run.Of("import", PathOf("spans.json"), "--json");
        Assert.True(code == 0, said);
        Assert.Equal(8 * 6, JsonElement.Parse(stdout).GetProperty("spans").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Content_IsInNoSpan_UnlessItIsAskedFor(bool content)
    {
        await using var receiver = Receiver.Start();
        await using var clerk = await Clerk.HireAsync();
        await clerk.WorkAsync($"content-{content}", 2, o => o.Telemetry = new TelemetryOptions { Content = content });
        var exported = receiver.Of($"content-{content}").Document;

        foreach (var said in (string[])[Clerk.Secret, "customer-1", "It is paid", "find_order customer-0"])
            Assert.Equal(content, exported.Contains(said, StringComparison.Ordinal));
        foreach (var attribute in (string[])["gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result"])
            Assert.Equal(content, exported.Contains(attribute, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_AreExportedByTheirNames_WithoutContent()
    {
        await using var receiver = Receiver.Start();
        await using var clerk = await Clerk.HireAsync();
        await clerk.WorkAsync("metrics-1", 3, o => o.Settings = new Settings { Dial = 1, ValueOfTime = new(1) });
        var exported = receiver.Metrics();

        foreach (var name in (string[])["gen_ai.client.operation.duration", "gen_ai.client.token.usage", "gen_ai.execute_tool.duration", "forerun.cost", "forerun.bets", "forerun.decisions", "clerk"])
            Assert.Contains(name, exported, StringComparison.Ordinal);
        Assert.DoesNotContain(Clerk.Secret, exported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallerSpan_IsTheParentOfTheTurn()
    {
        await using var receiver = Receiver.Start();
        await using var clerk = await Clerk.HireAsync();
        using var source = new ActivitySource("caller");
        using var listener = new ActivityListener { ShouldListenTo = s => s.Name == "caller", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var asking = source.StartActivity("asking")!;
        await clerk.WorkAsync("parent-1", 1);

        Assert.Equal(asking.SpanId.ToHexString(), receiver.Of("parent-1").Root["parentSpanId"]!.ToString());
        Assert.Same(asking, Activity.Current);
    }

    [Fact]
    public async Task Listener_ThatThrows_DoesNotEndTheRun()
    {
        await using var clerk = await Clerk.HireAsync();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == ForerunTelemetry.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = static a =>
            {
                if (Equals(a.GetTagItem("forerun.run"), "throws-1")) throw new InvalidOperationException("a listener's fault");
            },
        };
        ActivitySource.AddActivityListener(listener);

        var reply = Assert.Single(await clerk.WorkAsync("throws-1", 1));
        Assert.Contains("It is paid", reply.Text, StringComparison.Ordinal);
    }
}
