using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Tests.Laws;
using Forerun.Tests.Workflows;
using Forerun.Workflows;

namespace Forerun.Tests.Learning;

public class LearnedStateTests
{
    [Fact]
    public void Restore_OfWhatAnyRunsTaught_MakesTheNextRunTheSame() => Seeds.Check(60, seed =>
    {
        var scenario = new Scenario(seed);
        var taught = scenario.Taught();
        scenario.Play(taught);
        var restored = new Learned();
        restored.Beliefs.Restore(taught.Beliefs.Snapshot());
        restored.Forecasts.Restore(taught.Forecasts.Snapshot());
        restored.Winnings.Restore(taught.Winnings.Snapshot());
        restored.Depths.Restore(taught.Depths.Snapshot());
        restored.Acceptance.Restore(taught.Acceptance.Snapshot());

        var (one, other) = (scenario.Play(taught), scenario.Play(restored));

        Assert.Equal(one.Ledger.Rows, other.Ledger.Rows);
        Assert.Equal(taught.Forecasts.Snapshot().Order(ByName), restored.Forecasts.Snapshot().Order(ByName));
        Assert.Equal(taught.Beliefs.Snapshot().ToHashSet(), restored.Beliefs.Snapshot().ToHashSet());
    });

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Restore_OfAForecast_ForeseesTheSame_AndForgetsTheSame(int finished)
    {
        var (one, other) = (new Forecasts(), new Forecasts());
        var random = new Random(finished);
        Teach([one], finished);
        other.Restore(one.Snapshot());
        Teach([one, other], 50);

        Assert.Equal(one.Snapshot(), other.Snapshot());
        var (first, second) = (one.Of("w", "o")!, other.Of("w", "o")!);
        Assert.Equal((first.Finished, first.Duration, first.Usage), (second.Finished, second.Duration, second.Usage));
        Assert.Equal(first.Remaining(TimeSpan.FromSeconds(3)).Mean, second.Remaining(TimeSpan.FromSeconds(3)).Mean);

        void Teach(Forecasts[] all, int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                var (duration, usage) = (TimeSpan.FromSeconds(random.NextDouble() * 9), random.Next(3) == 0 ? null : new TokenUsage(random.Next(99), 7));
                foreach (var forecasts in all) forecasts.Observe("w", "o", duration, usage);
            }
        }
    }

    [Fact]
    public void Restore_OfARouter_StillHoldsItsPrior_UntilTheEvidenceContradictsIt()
    {
        var edge = new Edge("w", "route", "draft", "by");
        var (one, other) = (new Beliefs(), new Beliefs());
        for (var i = 0; i < 4; i++) one.Of(edge, "router_k_way", 4).Observe(true);
        Assert.Equal(0.25, one.Of(edge, "router_k_way", 4).Probability);

        other.Restore(one.Snapshot());

        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(one.Of(edge, "router_k_way", 4).Probability, other.Of(edge, "router_k_way", 4).Probability);
            one.Of(edge, "router_k_way", 4).Observe(i % 3 > 0);
            other.Of(edge, "router_k_way", 4).Observe(i % 3 > 0);
        }

        Assert.NotEqual(0.25, other.Of(edge, "router_k_way", 4).Probability);
    }

    [Fact]
    public void Restore_OfValues_OffersTheSame_AlsoWhereTwoAreAsFrequent()
    {
        var (one, other) = (new MostFrequent(), new MostFrequent());
        var call = new Call("route", new Operation("classify"), Digest.Of("mail"), []);
        foreach (var value in (string[])["a", "b", "b", "a", "c"]) one.Observe(Nothing, call, Value.Of(value), [new Reading("route"), new Reading("route", "$.x")]);

        other.Restore(one.Snapshot());
        Assert.Equal(one.Snapshot().ToHashSet(), other.Snapshot().ToHashSet());
        Assert.Equal(Value.Of("a"), one.Snapshot().First(r => r.IsMost && r.Path == "$").Value);

        foreach (var predictor in (MostFrequent[])[one, other]) predictor.Observe(Nothing, call, Value.Of("c"), [new Reading("route")]);
        Assert.Equal(one.Snapshot().ToHashSet(), other.Snapshot().ToHashSet());
    }

    private static World Nothing => new(new Shelf());

    private static readonly Comparer<ForecastState> ByName =
        Comparer<ForecastState>.Create((a, b) => string.CompareOrdinal($"{a.Workflow} {a.Operation}", $"{b.Workflow} {b.Operation}"));
}
