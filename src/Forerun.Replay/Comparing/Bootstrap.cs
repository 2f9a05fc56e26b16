using Forerun.Replay.Generating;

namespace Forerun.Replay.Comparing;

/// <summary>
/// The percentile bootstrap (Efron, 1979) of sums over runs, 95 %, paired: each resample draws the runs once, with replacement, and all
/// policies are summed over the same draw. It says how far the sum depends on which runs were recorded, not what other runs would give.
/// </summary>
public static class Bootstrap
{
    /// <summary>Resamples: 1,000.</summary>
    public const int Resamples = 1_000;

    private const double Tail = 0.025;

    /// <summary>The 2.5th and the 97.5th percentile of each series' sum; null for fewer than two runs, which say nothing of others.</summary>
    /// <param name="series">The value of each run, a list for each policy, all of the same length.</param>
    /// <param name="seed">Draws the resamples.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<Interval?> Of(IReadOnlyList<IReadOnlyList<decimal>> series, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        var runs = series.Count == 0 ? 0 : series[0].Count;
        if (runs < 2) return [.. series.Select(_ => (Interval?)null)];
        var values = series.Select(s => s.Select(v => (double)v).ToArray()).ToArray();
        var sums = series.Select(_ => new double[Resamples]).ToArray();
        var dice = new Dice(seed);
        for (var i = 0; i < Resamples; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var times = new int[runs];
            for (var draw = 0; draw < runs; draw++) times[dice.Below(runs)]++;
            for (var s = 0; s < values.Length; s++) sums[s][i] = Sum(values[s], times);
        }

        return [.. sums.Select(Between)];
    }

    private static double Sum(double[] values, int[] times)
    {
        var sum = 0.0;
        for (var run = 0; run < values.Length; run++) sum += times[run] * values[run];
        return sum;
    }

    private static Interval? Between(double[] sums)
    {
        Array.Sort(sums);
        return new Interval((decimal)sums[(int)(Tail * Resamples)], (decimal)sums[^((int)(Tail * Resamples) + 1)]);
    }
}

/// <summary>From where to where.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Interval(decimal Low, decimal High);
