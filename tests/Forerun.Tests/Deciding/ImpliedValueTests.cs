using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Pricing;

namespace Forerun.Tests.Deciding;

/// <summary>Bets of P = 0.5, dT = 2 s, dial 1: each breaks even at a value of time of half its cost.</summary>
public class ImpliedValueTests
{
    [Fact]
    public void Of_ChoicesThatAgree_IsInTheMiddleOfWhatTheyLeaveOpen() =>
        Assert.Equal(0.015m, Implied((0.02m, true), (0.01m, true), (0.04m, false), (0.06m, false)));

    [Fact]
    public void Of_OneChoiceAgainstTheOthers_IsOverruled() =>
        Assert.Equal(0.0125m, Implied((0.01m, true), (0.02m, true), (0.03m, false), (0.032m, false), (0.04m, true), (0.06m, false)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_ChoicesThatAreAllTheSame_IsUnknown(bool speculates) => Assert.Null(Implied((0.01m, speculates), (0.02m, speculates)));

    [Fact]
    public void Of_ChoicesThatWereNotFree_SayNothing()
    {
        var free = new[] { Of(0.02m, true), Of(0.06m, false) };
        Decision[] bound =
        [
            Of(0.01m, false) with { Enabled = false }, Of(0.01m, false) with { WithinAllowance = false }, Of(0.01m, false) with { IsRefused = true },
            Of(0.01m, false) with { Admission = Admission.Inadmissible }, Of(0.2m, true) with { Grace = true }, Of(0.2m, true) with { Measure = "depth" },
        ];
        Assert.Equal(ImpliedValue.Of(free), ImpliedValue.Of([.. bound, .. free]));
    }

    private static decimal? Implied(params (decimal Cost, bool Speculates)[] choices) =>
        ImpliedValue.Of(choices.Select(c => Of(c.Cost, c.Speculates)))?.Amount;

    private static Decision Of(decimal cost, bool speculates) => new()
    {
        Terms = new Terms(0.5m, TimeSpan.FromSeconds(2), new Usd(cost), default, new Usd(0.02m), 1), Enabled = true, WithinAllowance = true,
        Verdict = speculates ? Verdict.Speculate : Verdict.Wait,
    };
}
