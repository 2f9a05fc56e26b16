using Forerun.Learning;
using Forerun.Replay.Generating;

namespace Forerun.Replay.Validating;

/// <summary>
/// Beliefs recover the rate of hits that a seed drew. Two things are asked: with rates that are given, after 2,000 observations the mean lies
/// within three standard errors; with rates drawn from the prior itself, the 95 % credible interval holds the rate 95 % of the time, give or
/// take two points. The deviation is the larger of the two, each in units of what it may be.
/// </summary>
internal static class PosteriorRecovery
{
    private const int Observations = 2_000, Streams = 2_000, Short = 60;
    private const double MayMiss = 0.02;
    private static readonly int[] Seeds = [1, 7, 42];
    private static readonly double[] Rates = [0.05, 0.25, 0.5, 0.8, 0.97];

    public static Check Check(CancellationToken cancellation)
    {
        var means = Seeds.SelectMany(seed => Rates.Select((rate, i) => OfMean(rate, new Dice((100 * seed) + i)))).Max();
        return new Check("posterior_recovery", Math.Max(means, OfCoverage(cancellation)), 1);
    }

    private static double OfMean(double rate, Dice dice)
    {
        var belief = Taught("unknown", rate, Observations, dice);
        return Math.Abs(belief.Probability - rate) / (3 * Math.Sqrt(rate * (1 - rate) / Observations));
    }

    private static double OfCoverage(CancellationToken cancellation)
    {
        var dice = new Dice(1);
        var held = 0;
        for (var i = 0; i < Streams; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var rate = Taught("extraction", 0, 0, dice).Quantile(Math.Clamp(dice.Share(), 1e-9, 1 - 1e-9));
            var belief = Taught("extraction", rate, Short, dice);
            if (belief.Quantile(0.025) <= rate && rate <= belief.Quantile(0.975)) held++;
        }

        return Math.Abs((held / (double)Streams) - 0.95) / MayMiss;
    }

    private static Belief Taught(string type, double rate, int observations, Dice dice)
    {
        var belief = new Beliefs().Of(new Edge("validation", "up", "down", "dice"), type);
        for (var i = 0; i < observations; i++) belief.Observe(dice.Chance(rate));
        return belief;
    }
}
