using System.Text.Json;
using Forerun.Pricing;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

public class StepReaderTests
{
    [Fact]
    public void Read_Everything_IsThere()
    {
        var step = Lines.Run("""
            {"id":"0","operation":"start","kind":"code","seconds":0},
            {"id":"1","operation":"route","version":"v2","kind":"model","model":"m","after":["0",{"id":"0","type":"router_k_way","ways":4,
             "reads":"$.label","note":"n"}],"effect":"staged","input":null,"output":{"label":"x"},"seconds":2.5,"first_token_seconds":0.25,
             "verdict":"changed","usage":{"input_tokens":10,"cached_input_tokens":4,"cache_write_tokens":2,"output_tokens":5.0,
             "reasoning_tokens":1,"audio_tokens":3},"colour":["red"]}
            """.ReplaceLineEndings("")).Steps[1];

        Assert.Equal(("route", "v2", StepKind.Model, "m"), (step.Operation, step.Version, step.Kind, step.Model));
        Assert.Equal(new TraceDependency("0"), step.After[0]);
        Assert.Equal(("0", "router_k_way", 4, "$.label"), (step.After[1].Id, step.After[1].Type, step.After[1].Ways, step.After[1].Reads));
        Assert.Equal("n", step.After[1].Extra["note"].GetString());
        Assert.Equal((TraceEffect.Staged, Verdict.Changed), (step.Effect, step.Verdict));
        Assert.Equal(JsonValueKind.Null, step.Input!.Value.ValueKind);
        Assert.Equal("x", step.Output.GetProperty("label").GetString());
        Assert.Equal((TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(0.25)), (step.Duration, step.FirstToken));
        Assert.Equal(new TokenUsage(10, 5, 4, 2, 1), step.Usage);
        Assert.Equal(3, step.UsageExtra["audio_tokens"].GetInt32());
        Assert.Equal("[\"red\"]", step.Extra["colour"].GetRawText());
    }

    [Fact]
    public void Read_Little_HasDefaults()
    {
        var step = Lines.Step("");

        Assert.Equal(JsonValueKind.Null, step.Output.ValueKind);
        Assert.Null(step.Input);
        Assert.Null(step.Usage);
        Assert.Null(step.Verdict);
        Assert.Null(step.FirstToken);
        Assert.Empty(step.After);
        Assert.Empty(step.Guesses);
        Assert.Empty(step.Extra);
    }

    [Theory]
    [InlineData("model", TraceEffect.None)]
    [InlineData("human", TraceEffect.None)]
    [InlineData("code", TraceEffect.None)]
    [InlineData("tool", TraceEffect.Irreversible)]
    public void Read_EffectNotDeclared_IsTheWorstForATool(string kind, TraceEffect expected)
    {
        Assert.Equal(expected, Lines.Step("", kind).Effect);
        Assert.Equal(TraceEffect.None, Lines.Step(",\"effect\":\"none\"", kind).Effect);
    }

    [Theory]
    [InlineData("0.1", 1_000_000)]
    [InlineData("0.00000014", 1)]
    [InlineData("0.00000016", 2)]
    [InlineData("2.827249728143215", 28_272_497)]
    [InlineData("-0.0", 0)]
    [InlineData("1e9", 10_000_000_000_000_000)]
    public void Read_Seconds_AreRoundedToTheNearestTick(string seconds, long ticks) =>
        Assert.Equal(ticks, Lines.Run($$"""{"id":"1","operation":"o","kind":"code","seconds":{{seconds}}}""").Steps[0].Duration.Ticks);

    [Fact]
    public void Read_StepsInAnyOrder_StandBehindWhatTheyNeed()
    {
        static string Step(string id, string after) => $$"""{"id":"{{id}}","operation":"o","kind":"code","seconds":1,"after":[{{after}}]}""";
        var run = Lines.Run(string.Join(',', Step("d", "\"b\",\"c\""), Step("z", ""), Step("c", "\"a\""), Step("b", "\"a\""), Step("a", "")));

        Assert.Equal(["z", "a", "c", "b", "d"], run.Steps.Select(s => s.Id));
    }

    [Fact]
    public void Read_LongChainBackwards_IsOrderedWithoutRecursion()
    {
        const int length = 50_000;
        var steps = Enumerable.Range(0, length).Reverse()
            .Select(i => $$"""{"id":"{{i}}","operation":"o","kind":"code","seconds":1,"after":[{{(i == 0 ? "" : $"\"{i - 1}\"")}}]}""");

        var run = Lines.Run(string.Join(',', steps));

        Assert.Equal(Enumerable.Range(0, length).Select(i => $"{i}"), run.Steps.Select(s => s.Id));
    }
}
