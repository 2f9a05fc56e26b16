using Forerun.Deciding;
using Forerun.Replay.Generating;

namespace Forerun.Replay.Validating;

/// <summary>
/// Operators with a value of time that nobody is told make 5,000 decisions each, one in fifty of them against it. What those choices imply
/// (<see cref="ImpliedValue"/>) is that value. The deviation is the median of the relative errors.
/// </summary>
internal static class ImpliedLambda
{
    private const int Operators = 25, Choices = 5_000;
    private const double Mistaken = 0.02;

    public static Check Check(CancellationToken cancellation)
    {
        var errors = Enumerable.Range(1, Operators).Select(seed => Error(new Dice(seed), cancellation)).Order().ToList();
        return new Check("implied_lambda", errors[Operators / 2], 0.02);
    }

    private static double Error(Dice dice, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var hidden = (decimal)Math.Pow(10, -3 + (2 * dice.Share())); // 0.001 to 0.1 USD/s
        var implied = ImpliedValue.Of(Enumerable.Range(0, Choices).Select(_ => Chosen(dice, hidden)));
        return implied is { } found ? (double)Math.Abs((found.Amount - hidden) / hidden) : 1;
    }

    private static Decision Chosen(Dice dice, decimal hidden)
    {
        var terms = new Terms(
            Terms.Round(dice.Share()), TimeSpan.FromSeconds(0.1 + (10 * dice.Share())), new((decimal)(0.1 * dice.Share())), default, new(hidden),
            Bets.Dials[dice.Below(Bets.Dials.Count)]);
        var decision = Bets.Decided(terms);
        if (!dice.Chance(Mistaken)) return decision;
        return decision with { Verdict = decision.Verdict == Verdict.Wait ? Verdict.Speculate : Verdict.Wait };
    }
}
