using Forerun.Deciding;
using Forerun.Defining.Reporting;
using Forerun.Pricing;

namespace Forerun.Tests.Defining;

/// <summary>What reports say of a bet.</summary>
public class WordsTests
{
    [Theory]
    [InlineData(0.25, 0, "'send' waited for 'draft': there was too little to gain, however sure the guess.")]
    [InlineData(0.05, 10, "'send' waited for 'draft': a bet did not pay, 5 % sure where 9.1 % was needed.")]
    public void BetReport_ThatWaited_SaysWhatWasMissing(double probability, double saved, string said)
    {
        var terms = new Terms(Terms.Round(probability), TimeSpan.FromSeconds(saved), new Usd(0.01m), Usd.Zero, new Usd(0.01m), 1);
        var decision = new Decision { Terms = terms with { Dial = saved == 0 ? 0.5m : 1 }, Enabled = true, WithinAllowance = true }.Judged();

        Assert.Equal(said, new BetReport(["send"], "draft -> send", decision).ToString());
    }

    [Theory]
    [InlineData(1, "1 call of unknown price not counted")]
    [InlineData(2, "2 calls of unknown price not counted")]
    public void RunReport_CallsOfUnknownPrice_AreCounted(int calls, string said) =>
        Assert.Contains($", {said}", new RunReport("r", "w", true) { UnknownCosts = calls }.ToString(), StringComparison.Ordinal);
}
