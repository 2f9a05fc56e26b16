using Forerun.Deciding;
using Forerun.Policies.SpeculativeActions;
using Forerun.Pricing;
using Forerun.Tests.Running;
using Forerun.Workflows;

namespace Forerun.Tests.Policies.SpeculativeActions;

/// <summary>A step a of 5 s, b of 8 s on it, c of 5 s on that.</summary>
public class SpeculativeActionsPolicyTests
{
    private static readonly Operation A = Lab.Model("a"), B = Lab.Model("b"), C = Lab.Model("c");

    [Fact]
    public void Choose_StepThatWasLaunchedEarly_IsAwaitedWithoutNewSpeculation()
    {
        var lab = Chain(new Several(("a", "x", 0.9), ("b", "x", 0.9)));

        var result = lab.Run(Nodes, policy: new SpeculativeActionsPolicy());

        Assert.Equal(TimeSpan.FromSeconds(13), result.AnsweredAt);
        Assert.Equal([0, 0, 8], lab.Attempts.OrderBy(a => a.Slot).Select(a => a.StartedAt.TotalSeconds));
        Assert.Equal((1, 0), (result.Hits, result.Misses));
    }

    [Fact]
    public void Choose_AfterAMiss_SpeculatesOnTheNextStep()
    {
        var lab = Chain(new Several(("a", "y", 0.9), ("b", "x", 0.9)));

        var result = lab.Run(Nodes, policy: new SpeculativeActionsPolicy());

        Assert.Equal(TimeSpan.FromSeconds(13), result.AnsweredAt);
        Assert.Equal(5, lab.Attempts.Where(a => a.Slot == "c").Min(a => a.StartedAt.TotalSeconds));
        Assert.Equal((1, 1), (result.Hits, result.Misses));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Choose_MoreGuessesThanBranches_LaunchesTheLikeliest(int breadth)
    {
        var lab = Chain(new Several(("a", "p", 0.1), ("a", "q", 0.4), ("a", "r", 0.2), ("a", "s", 0.05)));

        lab.Run(Nodes, policy: new SpeculativeActionsPolicy(breadth));

        var launched = lab.Decisions.Where(d => d.Decision.Verdict == Verdict.Speculate).ToList();
        Assert.Equal(((decimal[])[0.4m, 0.2m, 0.1m, 0.05m]).Take(breadth), launched.Select(d => d.Decision.Terms.Probability));
        Assert.All(launched, d => Assert.Equal(("breadth", (decimal)breadth), (d.Decision.Measure, d.Decision.Score)));
    }

    [Fact]
    public void Choose_Selective_LaunchesAsLongAsTheNextMayGainWhatItCosts()
    {
        // l = 0.1 x 5 s = 0.5, c = C = 0.11: g* = (0.6 x 0.5 - 0.22) / 1.6 for two, (0.4 x 0.5 - 0.11) / 1.4 = 0.0643 for one, so
        // D* = 0.4357: 0.174 for p = 0.4 and 0.087 for p = 0.2.
        var lab = Chain(new Several(("a", "p", 0.2), ("a", "q", 0.4)));
        lab.Settings = lab.Settings with { ValueOfTime = new Usd(0.1m) };

        lab.Run(Nodes, policy: new SpeculativeActionsPolicy(3, isSelective: true));

        var decisions = lab.Decisions.Where(d => d.At == TimeSpan.Zero).ToList();
        Assert.Equal([Verdict.Speculate, Verdict.Wait], decisions.Select(d => d.Decision.Verdict));
        Assert.All(decisions, d => Assert.Equal(("gain", 0.11m), (d.Decision.Measure, d.Decision.ScoreThreshold)));
        Assert.Equal(0.4m * (0.5m - (0.09m / 1.4m)), decisions[0].Decision.Score, 12);
    }

    [Fact]
    public void Choose_Selective_TurnedDown_LaunchesLess()
    {
        int Launched(decimal dial)
        {
            var lab = Chain(new Several(("a", "p", 0.5), ("a", "q", 0.4)));
            lab.Settings = lab.Settings with { ValueOfTime = new Usd(0.1m), Dial = dial };
            lab.Run(Nodes, policy: new SpeculativeActionsPolicy(3, isSelective: true));
            return lab.Decisions.Count(d => d.At == TimeSpan.Zero && d.Decision.Verdict == Verdict.Speculate);
        }

        Assert.Equal((2, 1), (Launched(1), Launched(0)));
    }

    [Fact]
    public void Choose_GuessesWithoutProbability_AreTriedInTheirOrderAndLearnedSo()
    {
        var lab = Chain(new Several(("a", "y", null), ("a", "x", null), ("a", "z", null)));

        lab.Run(Nodes, policy: new SpeculativeActionsPolicy());

        var beliefs = lab.Learned.Beliefs.Snapshot().Where(b => b.Edge.By.StartsWith("several, ", StringComparison.Ordinal));
        Assert.Equal(
            [("several, guess 1", 0, 1), ("several, guess 2", 1, 0), ("several, guess 3", 0, 0)],
            beliefs.Where(b => b.Edge.Upstream == "a").OrderBy(b => b.Edge.By).Select(b => (b.Edge.By, b.Hits, b.Misses)));
        Assert.Equal([0.5m, 0.1m, 0.08m], lab.Decisions.Where(d => d.At == TimeSpan.Zero).Select(d => d.Decision.Terms.Probability));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Breadth_OutOfRange_IsRefused(int breadth) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpeculativeActionsPolicy(breadth));

    private static Node[] Nodes => [new("a", A, []), new("b", B, [Lab.On("a")]), new("c", C, [Lab.On("b")])];

    private static Lab Chain(Several says)
    {
        var lab = new Lab { Learned = new() { Predictor = says } };
        lab.Does("a", A, 5, "x");
        lab.Does("b", B, 8, "x");
        lab.Does("c", C, 5, "x");
        return lab;
    }
}
