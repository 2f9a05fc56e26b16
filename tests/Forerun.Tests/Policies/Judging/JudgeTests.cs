using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Policies;
using Forerun.Policies.Judging;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Tests.Policies.Judging;

/// <summary>
/// Guesses bought on hope: the drafter's prior would not pay, its record does. The work on such a guess may cost all runs together no more
/// than what they may spend on hope; that of others may cost a run its one miss.
/// </summary>
public class JudgeTests
{
    private const string Drafter = "drafter";
    private readonly Sight sight = new();
    private readonly Judge judge = new(static (situation, bet, held) => situation.Appraise(bet, held));

    [Fact]
    public void Hear_GuessBoughtOnHope_IsHeldWhereHopeCoversIt()
    {
        Assert.Equal(Verdict.Speculate, Buy(Hopeful()));
        judge.Begin(sight, new Choice());

        Assert.Equal((Verdict.Speculate, 1), (Hear(Drafter).Verdict, judge.Held.Count));
    }

    [Fact]
    public void Hear_GuessBoughtOnHope_WaitsWhereHopeDoesNotCoverTheWork()
    {
        Buy(Hopeful());
        judge.Begin(sight, new Choice());
        sight.Hope = new Usd(0.0019m); // the work costs $0.002

        var decision = Hear(Drafter);

        Assert.Equal((Verdict.Wait, false, Reason.Allowance), (decision.Verdict, decision.WithinAllowance, decision.Reason));
        Assert.Empty(judge.Held);
        sight.Hope = new Usd(0.002m);
        Assert.Equal(Verdict.Speculate, Hear(Drafter).Verdict);
    }

    [Fact]
    public void Hear_InTheMomentOfThePurchase_HopeMustCoverBoth()
    {
        sight.Hope = new Usd(0.0139m); // $0.012 for the purchase and the work on it, and $0.002 more
        Assert.Equal(Verdict.Speculate, Buy(Hopeful()));

        Assert.Equal(Verdict.Wait, Hear(Drafter).Verdict);
        sight.Hope = new Usd(0.014m);
        Assert.Equal(Verdict.Speculate, Hear(Drafter).Verdict);
    }

    [Fact]
    public void Hear_GuessThatIsBacked_NeedsNoHope()
    {
        Assert.Equal(Verdict.Speculate, Buy(new Belief(new Prior(0.9, 4))));
        sight.Hope = Usd.Zero;

        Assert.Equal(Verdict.Speculate, Hear(Drafter).Verdict);
    }

    [Fact]
    public void Hear_AnothersGuessOfTheSame_NeedsNoHope()
    {
        Buy(Hopeful());
        sight.Hope = Usd.Zero;

        Assert.Equal(Verdict.Wait, Hear(Drafter).Verdict);
        Assert.Equal(Verdict.Speculate, Hear("somebody else").Verdict);
    }

    [Fact]
    public void Hear_GuessBoughtOnHopeThatTheRunMayNotLose_WaitsWhateverHopeCovers()
    {
        Buy(Hopeful());
        judge.Begin(sight, new Choice());
        sight.IsAllowed = false;

        Assert.Equal((Verdict.Wait, Reason.Allowance), (Hear(Drafter).Verdict, Hear(Drafter).Reason));
    }

    [Fact]
    public void Buy_WithoutCover_IsBoughtOnlyIfBacked()
    {
        sight.Hope = Usd.Zero;

        Assert.Equal(Verdict.Wait, Buy(Hopeful()));
        Assert.Equal(Verdict.Speculate, Buy(new Belief(new Prior(0.9, 4))));
    }

    /// <summary>
    /// The route is guessed with 1 in 2, and the draft on it may be bought. If the route is right the draft would be bought then, where that
    /// pays: half of its price is at stake now. Where it never would be, all of it is.
    /// </summary>
    [Theory]
    [InlineData(0.03, 0.015, Verdict.Speculate)] // 0.25 · $0.1 - 0.75 · $0.01 = $0.0175
    [InlineData(0.036, 0.018, Verdict.Wait)]
    [InlineData(0.046, 0.046, Verdict.Wait)] // not even then: 0.5 · $0.1 - 0.5 · $0.01 = $0.045
    public void Buy_InAWorldOfGuesses_OnlyWhatWouldNotBeSpentThenIsAtStake(double price, double atStake, Verdict verdict)
    {
        sight.Terms = sight.Terms with { Probability = 0.25m, GuessPrice = new Usd((decimal)price) };
        var route = sight.Draft("somebody");
        var buy = new Call("buy", Sight.Model(Drafter), Digest.Of("x"), []);
        var choice = new Choice();

        judge.Buy(sight, choice, new Sale(route.World, route.Calls[0], new Reading("draft"), new Offer(null, buy)), new Belief(new Prior(0.5, 4)));

        var decision = Assert.Single(choice.Bets).Decision;
        Assert.Equal((verdict, new Usd((decimal)atStake)), (decision.Verdict, decision.Terms.GuessPrice));
        Assert.Equal(verdict, decision.Recompute());
    }

    /// <summary>A prior of 1 in 50, which does not pay, and thirty hits, with which it does.</summary>
    private static Belief Hopeful()
    {
        var belief = new Belief(new Prior(0.02, 4));
        for (var i = 0; i < 30; i++) belief.Observe(true);
        return belief;
    }

    private Verdict Buy(Belief belief)
    {
        var choice = new Choice();
        var buy = new Call("buy", Sight.Model(Drafter), Digest.Of("x"), []);
        judge.Buy(sight, choice, new Sale(sight.Real, sight.Route, new Reading("route"), new Offer(null, buy)), belief);
        return Assert.Single(choice.Bets).Decision.Verdict;
    }

    private Decision Hear(string by) => judge.Hear(sight, new Choice(), sight.Draft(by))!.Decision;
}
