namespace Forerun.Cli.Tests.Explaining;

public class WhyTests : Scratch
{
    [Theory]
    [InlineData("ledger.db")]
    [InlineData("ledger.jsonl")]
    public async Task Page_IsAsApproved_InEitherForm(string name)
    {
        await Run.Of("replay", Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf(name));

        var page = await Run.Of("why", "plan-1", PathOf(name));

        Assert.Equal((0, ""), (page.Code, page.Error));
        var approved = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Explaining", "plan-1.txt"));
        Assert.Equal(approved.ReplaceLineEndings(), page.Out.ReplaceLineEndings());
    }

    [Fact]
    public async Task Step_TellsOfItAlone_AlsoWhereNobodyBetOnIt()
    {
        await Run.Of("replay", Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf("l.db"));

        var lost = await Run.Of("why", "plan-1", "6", PathOf("l.db"));
        var plain = await Run.Of("why", "plan-1", "1", PathOf("l.db"));

        Assert.Contains("'6' ran on a guess from 28.45 s to 37.077 s (cancelled, $0.0173).", lost.Out);
        Assert.Contains("It missed: $0.0173 bought nothing.", lost.Out);
        Assert.DoesNotContain("'7'", lost.Out);
        Assert.Contains("No bet on '1' was decided on", plain.Out);
    }

    [Fact]
    public async Task Json_HasEveryDecisionWithItsNumbersAndItsSentence()
    {
        await Run.Of("replay", Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf("l.db"));
        var page = await Run.Of("why", "plan-1", PathOf("l.db"));

        var json = (await Run.Of("why", "plan-1", PathOf("l.db"), "--json")).Json;

        Assert.Equal(("plan-1", "cost-aware", "answered"), (json.GetProperty("run").GetString(), json.GetProperty("policy").GetString(), json.GetProperty("end").GetString()));
        var decisions = json.GetProperty("decisions").EnumerateArray().ToList();
        var words = string.Join(' ', page.Out.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(decisions, d => Assert.Contains(d.GetProperty("sentence").GetString()!, words));
        Assert.Equal(page.Out.Split('\n').Count(l => l.Contains(" s  ", StringComparison.Ordinal)), decisions.Count);
        Assert.All(page.Out.Split('\n').Skip(1), l => Assert.InRange(l.Length, 0, 100));
        Assert.Equal(4, decisions.Count(d => d.GetProperty("outcome").GetString() == "hit"));
        Assert.Equal(1, decisions.Count(d => d.GetProperty("outcome").GetString() == "miss"));
        foreach (var d in decisions)
        {
            decimal Of(string name) => d.GetProperty(name).GetDecimal();
            Assert.Equal(
                (Of("probability") * Of("value_usd")) - ((1 - Of("probability")) * Of("cost_usd")) - Of("guess_price_usd"), Of("ev_usd"));
        }
    }

    [Theory]
    [InlineData("db")]
    [InlineData("jsonl")]
    public async Task AnUnknownRunOrStep_NamesTheNearest(string form)
    {
        var file = PathOf($"l.{form}");
        await Run.Of("replay", Repository.Sample, "--ledger", file);

        var run = await Run.Of("why", "plam-3", file);
        var step = await Run.Of("why", "plan-3", "44", file);

        Assert.Equal((1, "", 1, ""), (run.Code, run.Out, step.Code, step.Out));
        Assert.Equal($"No run 'plam-3' is in '{file}'. Nearest: 'plan-3', 'plan-1', 'plan-2'.", run.Error.TrimEnd());
        Assert.StartsWith("Run 'plan-3' has no step '44'. Nearest: '4', ", step.Error);
    }

    [Fact]
    public async Task ARunThatWasReplayedAgain_IsToldAsItWasLast_UnlessOneAsks()
    {
        await Run.Of("replay", Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf("l.db"));
        await Run.Of("replay", Repository.Sample, "--policy", "fixed-depth:2", "--ledger", PathOf("l.db"));

        Assert.Contains("(plan, fixed-depth:2)", (await Run.Of("why", "plan-1", PathOf("l.db"))).Out);
        Assert.Contains("(plan, cost-aware)", (await Run.Of("why", "plan-1", PathOf("l.db"), "--session", "1")).Out);
    }
}
