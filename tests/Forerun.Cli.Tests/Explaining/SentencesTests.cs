using Forerun.Cli.Explaining;
using Forerun.Cli.Tests.Accounting;
using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Cli.Tests.Explaining;

public class SentencesTests
{
    private const string Numbers =
        "P 0.82 × $0.0120 of time (1.2 s at $0.0100/s) against 0.18 × $0.0021 at risk comes to $0.0095, not below the $0.0011 that dial 0.5 asks.";

    [Fact]
    public void AHit() => Says(
        $"'draft' (write) was started on a guess of 'route' by router: {Numbers} It hit: it was 1.2 s ahead when it was asked for, and its $0.0020 were due anyway.",
        Rows.Decision("r"), Rows.Attempt("r", 0.002m, Standing.Bet, started: 2), Rows.Bet("r", Outcome.Hit, 1.2));

    [Fact]
    public void AHit_ByEquivalence_OnAQuantile() => Says(
        $"'draft' (write) was started on a guess of 'route' by router: {Numbers.Replace("P 0.82", "P 0.82 (the 10 % quantile of beliefs)", StringComparison.Ordinal)} "
        + "It hit: it was 1.2 s ahead when it was asked for, and its $0.0020 were due anyway. "
        + "What it had read was not equal to what came, but counted as equivalent (tier 2): its output is lossy.",
        Rows.Decision("r", d => d with { Quantile = 0.1m, Tier = 2 }), Rows.Attempt("r", 0.002m, Standing.Bet, started: 2), Rows.Bet("r", Outcome.Hit, 1.2) with { Tier = 2 });

    [Fact]
    public void AMiss_ThatHadToWait() => Says(
        $"'draft' (write) was started on a guess of 'route' by router: {Numbers} It began at 2.5 s and missed: $0.0020 bought nothing.",
        Rows.Decision("r"), Rows.Attempt("r", 0.002m, Standing.Bet, started: 2.5), Rows.Bet("r", Outcome.Miss));

    [Fact]
    public void ACancelledOne_OfUnknownCost() => Says(
        $"'draft' (write) was started on a guess of 'route' by router: {Numbers} It was cancelled before its truth was known: a sum that nobody knows bought nothing.",
        Rows.Decision("r"), Rows.Attempt("r", null, Standing.Bet, started: 2), Rows.Bet("r", Outcome.Cancelled));

    [Fact]
    public void OneThatNeverStarted() => Says(
        $"'draft' (write) was to be started on a guess of 'route' by router: {Numbers} It was not started after all: something had changed before it could be.",
        Rows.Decision("r"));

    [Fact]
    public void OneThatDoesNotPay() => Says(
        "'draft' (write) was not started on a guess of 'route' by router: P 0.02 × $0.0120 of time (1.2 s at $0.0100/s) against 0.98 × $0.0021 at risk "
        + "comes to -$0.0018, below the $0.0011 that dial 0.5 asks. The plan had been to bet; the probability has moved since.",
        Rows.Decision("r", d => d with { Terms = d.Terms with { Probability = 0.02m }, Planned = Verdict.Speculate, Reason = Reason.PosteriorMoved }));

    [Fact]
    public void OneThatMayNot() => Says(
        "'draft' (write) was not started on a guess of 'route' by router: its effect does not allow it, whatever it would gain.",
        Rows.Decision("r", d => d with { Admission = Admission.Inadmissible }));

    [Fact]
    public void TheKillSwitch() => Says(
        "'draft' (write) was not started on a guess of 'route' by router: speculation was switched off.",
        Rows.Decision("r", d => d with { Enabled = false, Reason = Reason.KillSwitch }));

    [Fact]
    public void TheAllowance() => Says(
        $"'draft' (write) was not started on a guess of 'route' by router: what being wrong may cost was used up ({Numbers.TrimEnd('.')}).",
        Rows.Decision("r", d => d with { WithinAllowance = false, Reason = Reason.Allowance }));

    [Fact]
    public void TheLimits() => Says(
        $"'draft' (write) was not started on a guess of 'route' by router: the limits had no room for it ({Numbers.TrimEnd('.')}).",
        Rows.Decision("r", d => d with { IsRefused = true, Reason = Reason.Limit }));

    [Fact]
    public void APlan() => Says(
        $"The plan was to start 'draft' (write) on a guess of 'route': {Numbers}", Rows.Decision("r", d => d with { Phase = Phase.Plan }, "?:00ff"));

    [Fact]
    public void AStop_OfWhatWasUnderWay() => Says(
        "'draft' (write) was stopped, which ran on a guess of 'route' by router: P 0.02 × $0.0120 of time (1.2 s at $0.0100/s) against 0.98 × $0.0021 at risk "
        + "comes to -$0.0018, below the $0.0011 that dial 0.5 asks.",
        Rows.Decision("r", d => d with { Phase = Phase.Stream, Terms = d.Terms with { Probability = 0.02m } }));

    [Fact]
    public void AGrace() => Says(
        "'draft' (write) was kept up on a guess of 'route' by router: P 0.02 × $0.0120 of time (1.2 s at $0.0100/s) against 0.98 × $0.0021 at risk "
        + "comes to -$0.0018, below the $0.0011 that dial 0.5 asks. It had fallen below for the first time and was held once more, so that bets don't flap.",
        Rows.Decision("r", d => d with { Phase = Phase.Stream, Grace = true, Terms = d.Terms with { Probability = 0.02m } }));

    [Fact]
    public void AMeasureOfItsOwn() => Says(
        "'draft' (write) was not started on a guess of 'route' by router: its depth, 1, is below 2.",
        Rows.Decision("r", d => d with { Measure = "depth", Score = 1, ScoreThreshold = 2 }));

    [Fact]
    public void AnAmountTooSmallForFourDecimals_IsShown() => Assert.Equal("-$0.0000123", Comparison.Dollars(-0.0000123m));

    [Fact]
    public void APurchase()
    {
        var row = Rows.Decision("r", d => d with { Terms = d.Terms with { GuessPrice = new Usd(0.001m) } }) with { Guesses = [] };

        Says(
            "The guess 'draft' (write) was bought: P 0.82 × $0.0120 of time (1.2 s at $0.0100/s) against 0.18 × $0.0021 at risk and $0.0010 for the guess "
            + "comes to $0.0085, not below the $0.0011 that dial 0.5 asks. It cost $0.0009.",
            row, Rows.Attempt("r", 0.0009m, Standing.Purchase, started: 2));
    }

    private static void Says(string sentence, params LedgerRow[] rows)
    {
        var told = Assert.Single(new Story(rows).Decisions);

        Assert.Equal(sentence, told.Sentence);
        Assert.DoesNotContain("00ff", told.Sentence); // not even the digest of a value
    }
}
