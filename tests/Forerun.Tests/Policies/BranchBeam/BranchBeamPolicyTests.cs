using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Policies.BranchBeam;
using Forerun.Tests.Running;
using Forerun.Workflows;

namespace Forerun.Tests.Policies.BranchBeam;

public class BranchBeamPolicyTests
{
    [Fact]
    public void Choose_OneSlotOfSlack_GivesItToTheCriticalPathNotToTheLikelier()
    {
        var lab = new Lab { Learned = new() { Predictor = new Several(("a", "x", 0.4), ("b", "x", 0.9)) } };
        lab.Settings = lab.Settings with { Dial = 3m / BranchBeamPolicy.Slots }; // two of the three are real
        Node[] nodes = [Node(lab, "a", 10), Node(lab, "b", 10), Node(lab, "long", 8, "a"), Node(lab, "short", 1, "b")];

        lab.Run(nodes, policy: new BranchBeamPolicy());

        Assert.Equal(["long"], Held(lab, TimeSpan.Zero));
        Assert.Contains(lab.Decisions, d => d.Slots[0] == "short" && d.Decision is { Verdict: Verdict.Wait, Measure: "slack", Score: 0, ScoreThreshold: 1 });
    }

    [Fact]
    public void Choose_BranchesOfAFanIn_AreOneBetOfSeveralGuesses()
    {
        var lab = new Lab { Learned = new() { Predictor = new Several(("a", "x", 0.9), ("b", "x", 0.8)) } };
        Node[] nodes = [Node(lab, "a", 10), Node(lab, "b", 10), Node(lab, "join", 8, "a", "b")];

        var result = lab.Run(nodes, policy: new BranchBeamPolicy());

        var bet = lab.Decisions[0];
        Assert.Equal((2, 0.72m, "utility"), (bet.Guesses.Count, bet.Decision.Terms.Probability, bet.Decision.Measure));
        // q = 0.72, dCP = 8 s, nothing unlocked; one call of six free slots, 10 s of real work under way: 5.76 - 0.1 x 10 / 6.
        Assert.Equal(5.76m - (1m / 6), bet.Decision.Score, 6);
        Assert.Equal(TimeSpan.FromSeconds(10), result.AnsweredAt);
    }

    [Fact]
    public void Choose_FanOutOfOneGuess_IsOneBetOfSeveralCalls()
    {
        var lab = new Lab { Learned = new() { Predictor = new Several(("a", "x", 0.9)) } };
        Node[] nodes = [Node(lab, "a", 10), Node(lab, "left", 8, "a"), Node(lab, "right", 8, "a")];

        lab.Run(nodes, policy: new BranchBeamPolicy());

        Assert.Equal(["left", "right"], lab.Decisions[0].Slots);
    }

    [Fact]
    public void Choose_LongLine_StartsPrefixesOfTwo()
    {
        var lab = new Lab { Learned = new() { Predictor = new Several(("a", "x", 0.9), ("b", "x", 0.9), ("c", "x", 0.9), ("d", "x", 0.9)) } };
        Node[] nodes = [Node(lab, "a", 10), Node(lab, "b", 10, "a"), Node(lab, "c", 10, "b"), Node(lab, "d", 10, "c")];

        lab.Run(nodes, policy: new BranchBeamPolicy());

        Assert.Equal(["b", "c"], Held(lab, TimeSpan.Zero));
        Assert.Equal([0, 0, 0, 10], lab.Attempts.OrderBy(a => a.Slot).Select(a => a.StartedAt.TotalSeconds));
    }

    [Fact]
    public void Choose_MoreBranchesThanTheBeamIsWide_KeepsTheMostUseful()
    {
        var says = from slot in (string[])["a", "b"] from p in (double[])[0.3, 0.2, 0.15, 0.1] select (slot, $"{p}", (double?)p);
        var lab = new Lab { Learned = new() { Predictor = new Several([.. says]) } };
        Node[] nodes = [Node(lab, "a", 10), Node(lab, "b", 9), Node(lab, "c", 8, "a"), Node(lab, "d", 9, "b")];

        lab.Run(nodes, policy: new BranchBeamPolicy());

        var first = lab.Decisions.Where(d => d.At == TimeSpan.Zero).ToList();
        Assert.Equal(BranchBeamPolicy.Width, first.Count(d => d.Decision.Measure != "beam"));
        Assert.All(first.Where(d => d.Decision.Measure == "beam"), d => Assert.Equal((Verdict.Wait, 4m), (d.Decision.Verdict, d.Decision.Score)));
        Assert.True(first.Count > BranchBeamPolicy.Width);
    }

    [Fact]
    public void Choose_RealWorkThatNeedsTheSlots_TakesThemBack()
    {
        var lab = new Lab { Learned = new() { Predictor = new Several(("b", "x", 0.5), ("b", "y", 0.4)) } };
        lab.Settings = lab.Settings with { Dial = 4m / BranchBeamPolicy.Slots };
        Node[] nodes =
        [
            Node(lab, "a", 2), Node(lab, "b", 10), Node(lab, "long", 9, "b"),
            Node(lab, "a1", 5, "a"), Node(lab, "a2", 5, "a"), Node(lab, "a3", 5, "a"),
        ];

        var result = lab.Run(nodes, policy: new BranchBeamPolicy());

        Assert.Equal(2, lab.Attempts.Count(a => a is { Slot: "long", Standing: Standing.Bet, End: AttemptEnd.Cancelled } && a.At == TimeSpan.FromSeconds(2)));
        Assert.All(lab.Attempts.Where(a => a.Slot is "a1" or "a2" or "a3"), a => Assert.Equal(2, a.StartedAt.TotalSeconds));
        Assert.True(result.AnsweredAt < TimeSpan.FromSeconds(19)); // at 7 s the slots were free again
    }

    [Fact]
    public void Choose_WhatIsTooUnlikelyForTheRealWorkItDisturbs_Waits()
    {
        var lab = new Lab { Learned = new() { Predictor = new Several(("a", "x", 0.01)) } };

        lab.Run([Node(lab, "a", 10), Node(lab, "b", 2, "a")], policy: new BranchBeamPolicy());

        // 0.01 x 2 s - 0.1 x 10 s / 7 slots
        var waits = Assert.Single(lab.Decisions).Decision;
        Assert.Equal((Verdict.Wait, "utility"), (waits.Verdict, waits.Measure));
        Assert.Equal(0.02m - (1m / 7), waits.Score, 6);
    }

    [Fact]
    public void Choose_WithTheDialAtZero_HasNoSlack()
    {
        var lab = new Lab { Learned = new() { Predictor = new Several(("a", "x", 1)) } };
        lab.Settings = lab.Settings with { Dial = 0 };

        var result = lab.Run([Node(lab, "a", 10), Node(lab, "b", 8, "a")], policy: new BranchBeamPolicy());

        Assert.Equal((0, TimeSpan.FromSeconds(18)), (result.Bets, result.AnsweredAt));
    }

    private static Node Node(Lab lab, string slot, double seconds, params string[] after)
    {
        var operation = Lab.Model(slot);
        lab.Does(slot, operation, seconds, "x");
        return new Node(slot, operation, [.. after.Select(u => Lab.On(u))]);
    }

    private static IEnumerable<string> Held(Lab lab, TimeSpan at) =>
        lab.Decisions.Where(d => d.At == at && d.Decision.Verdict == Verdict.Speculate).SelectMany(d => d.Slots);
}
