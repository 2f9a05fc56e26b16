using Forerun.Deciding;
using Forerun.Policies;
using Forerun.Policies.Judging;
using Forerun.Pricing;
using Forerun.Tests.Running;

namespace Forerun.Tests.Policies.Judging;

/// <summary>Why a verdict is another than planned.</summary>
public class PlansTests
{
    private readonly Sight sight = new();
    private readonly Plans plans = new();

    /// <summary>What was planned, what is now, and what has turned the verdict; the bet pays from a probability of 1 in 11.</summary>
    public static TheoryData<Now, Now, Reason> Changes => new()
    {
        { new(), new(), Reason.None },
        { new(), new(P: 0.4), Reason.None },
        { new(), new(P: 0.05), Reason.PosteriorMoved },
        { new(P: 0.05), new(P: 0.5), Reason.PosteriorMoved },
        { new(), new(Seconds: 0.5), Reason.Late },
        { new(Seconds: 0.5), new(), Reason.Early },
        { new(), new(Cost: 0.2), Reason.CostMoved },
        { new(Cost: 0.2), new(), Reason.CostMoved },
        { new(), new(GuessPrice: 0.06), Reason.CostMoved },
        { new(), new(Dial: 0, P: 0.09), Reason.DialTurned },
        { new(), new(ValueOfTime: 0.0001), Reason.DialTurned },
        { new(), new(P: 0.05, Seconds: 9), Reason.PosteriorMoved }, // fewer seconds as well, but they alone leave it as it was
        { new(), new(P: 0.3, Seconds: 2, Cost: 0.011), Reason.PosteriorMoved }, // the first that alone would have left it
        { new(), new(P: 0.45, Seconds: 0.5, Cost: 0.011), Reason.Late },
        { new(P: 0.9), new(P: 0.05, Seconds: 0.05, Cost: 0.05), Reason.Late }, // no one of them alone
        { new(Seconds: 1, P: 0.4), new(Seconds: 2, P: 0.08, Cost: 0.01), Reason.None },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Explain_Verdict_SaysWhatTurnedIt(Now planned, Now now, Reason reason)
    {
        var decision = Explain(planned, now);

        Assert.Equal(reason, decision.Reason);
        Assert.Equal(planned.Terms.Pays ? Verdict.Speculate : Verdict.Wait, decision.Planned);
        Assert.Equal(reason != Reason.None, decision.Planned != decision.Verdict);
    }

    [Fact]
    public void Explain_OtherPriceBook_SaysSo()
    {
        var decision = Explain(new(), new(Cost: 0.2), then: () => sight.Settings = sight.Settings with { Prices = Lab.Book("another", 1) });

        Assert.Equal((Verdict.Speculate, Verdict.Wait, Reason.PriceChanged), (decision.Planned, decision.Verdict, decision.Reason));
    }

    [Fact]
    public void Explain_NothingLeftToLose_SaysSoWhateverElseHasMoved()
    {
        var decision = Explain(new(), new(P: 0.2), isWithin: false);

        Assert.Equal((Verdict.Speculate, Verdict.Wait, Reason.Allowance), (decision.Planned, decision.Verdict, decision.Reason));
    }

    [Fact]
    public void Explain_EdgeThatWasNeverPlanned_IsLeftAlone()
    {
        var decision = plans.Explain(sight, sight.Draft("somebody"), new Decision { Terms = sight.Terms, Enabled = true, WithinAllowance = true }.Judged());

        Assert.Equal(((Verdict?)null, Reason.None), (decision.Planned, decision.Reason));
    }

    [Fact]
    public void Make_EdgeInSight_IsPlannedOnce()
    {
        var choice = new Choice();
        plans.Make(sight, choice);
        plans.Make(sight, choice);

        var planned = Assert.Single(choice.Bets).Decision;
        Assert.Equal((Phase.Plan, Verdict.Speculate), (planned.Phase, planned.Verdict));
    }

    private Decision Explain(Now planned, Now now, Action? then = null, bool isWithin = true)
    {
        sight.Terms = planned.Terms;
        plans.Make(sight, new Choice());
        then?.Invoke();
        var decision = new Decision { Terms = now.Terms, Enabled = true, WithinAllowance = isWithin }.Judged();
        return plans.Explain(sight, sight.Draft("somebody"), decision);
    }

    /// <summary>Terms of a bet on the draft.</summary>
    public sealed record Now(double P = 0.5, double Seconds = 10, double Cost = 0.01, double GuessPrice = 0, double ValueOfTime = 0.01, double Dial = 1)
    {
        internal Terms Terms => new(
            Terms.Round(P), TimeSpan.FromSeconds(Seconds), new Usd((decimal)Cost), new Usd((decimal)GuessPrice), new Usd((decimal)ValueOfTime), (decimal)Dial);
    }
}
