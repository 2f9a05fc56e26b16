using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Pricing;

namespace Forerun.Tests.Deciding;

public class DecisionTests
{
    private static readonly Terms Good = new(0.9m, TimeSpan.FromSeconds(5), new Usd(0.01m), Usd.Zero, new Usd(0.01m), 1);
    private static readonly Terms Bad = Good with { Probability = 0.01m };
    private static readonly Decision Free = new() { Terms = Good, Enabled = true, WithinAllowance = true };

    [Fact]
    public void Recompute_PayingBet_Speculates() => Assert.Equal(Verdict.Speculate, Free.Recompute());

    [Fact]
    public void Recompute_NotPayingBet_Waits() => Assert.Equal(Verdict.Wait, (Free with { Terms = Bad }).Recompute());

    [Fact]
    public void Recompute_Inadmissible_ComesBeforeEverythingElse()
    {
        var all = Free with { Admission = Admission.Inadmissible, Grace = true, Measure = "depth", Score = 9, ScoreThreshold = 1 };
        Assert.Equal(Verdict.Inadmissible, all.Recompute());
        Assert.Equal(Verdict.Inadmissible, (all with { Enabled = false, WithinAllowance = false }).Recompute());
    }

    [Fact]
    public void Recompute_Staged_IsAdmissible() => Assert.Equal(Verdict.Speculate, (Free with { Admission = Admission.Staged }).Recompute());

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Recompute_SwitchedOffOrOverTheAllowance_WaitsWhateverItPays(bool enabled, bool within)
    {
        var decision = Free with { Enabled = enabled, WithinAllowance = within, Grace = true };
        Assert.Equal(Verdict.Wait, decision.Recompute());
        Assert.Equal(Verdict.Wait, (decision with { Measure = "depth", Score = 1 }).Recompute());
    }

    [Fact]
    public void Recompute_Grace_HoldsWhatDoesNotPay() => Assert.Equal(Verdict.Speculate, (Free with { Terms = Bad, Grace = true }).Recompute());

    [Theory]
    [InlineData("2", "2", Verdict.Speculate)]
    [InlineData("1.9999999", "2", Verdict.Wait)]
    public void Recompute_OwnMeasure_ComparesItsScoreAndNotTheTerms(string score, string threshold, Verdict expected)
    {
        foreach (var terms in new[] { Good, Bad })
        {
            var own = Free with { Terms = terms, Measure = "depth", Score = decimal.Parse(score), ScoreThreshold = decimal.Parse(threshold) };
            Assert.Equal(expected, own.Recompute());
        }
    }

    [Fact]
    public void Judged_FillsInWhatRecomputeSays()
    {
        Assert.Equal(Verdict.Speculate, Free.Judged().Verdict);
        Assert.Equal(Verdict.Wait, (Free with { Verdict = Verdict.Speculate, Terms = Bad }).Judged().Verdict);
    }

    [Fact]
    public void Default_IsNoBet() => Assert.Equal(Verdict.Wait, default(Decision).Recompute());
}
