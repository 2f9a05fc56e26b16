using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Validating;

/// <summary>
/// Uniform routers of 2 ways and more, replayed: the first one on which nothing is bet has floor(k_crit) + 1 ways, with
/// k_crit = (1 + L/C) / (2 − alpha) (§7.6). The deviation is the largest number of ways between them.
/// </summary>
internal static class SelfLimit
{
    private const int Runs = 3;

    public static Check Check(CancellationToken cancellation)
    {
        var worst = 0.0;
        foreach (var dial in Bets.Dials)
        {
            var critical = (1 + RouterEconomics.Ratio(new RouterOptions())) / (2 - (double)dial);
            worst = Math.Max(worst, Math.Abs(FirstToWait(dial, cancellation) - (Math.Floor(critical) + 1)));
        }

        return new Check("self_limit", worst, 0);
    }

    private static int FirstToWait(decimal dial, CancellationToken cancellation)
    {
        var ways = 2;
        while (ways < 16 && Bet(ways, dial, cancellation)) ways++;
        return ways;
    }

    private static bool Bet(int ways, decimal dial, CancellationToken cancellation)
    {
        var trace = new Trace { Name = "self-limit", Runs = [.. RouterGenerator.Generate(new RouterOptions { Runs = Runs, Ways = ways }, 1)] };
        var options = new ReplayOptions { Dial = dial, ValueOfTime = RouterOptions.ValueOfTime, CancelRule = CancelRule.Full };
        return Replayer.Run(trace, options, cancellation).Bets > 0;
    }
}
