using Forerun.Replay.Comparing;
using Forerun.Replay.Generating;
using Forerun.Replay.Passes;
using MathNet.Numerics.Distributions;

namespace Forerun.Replay.Fitting;

/// <summary>
/// What ten further runs would show: a bootstrap of tasks (Efron, 1979) at two levels (ours). First the tasks are resampled, since other ones
/// could have been recorded; then tasks are drawn from those until there are ten runs, since that is what will be seen.
/// </summary>
internal static class Prediction
{
    private const int Resamples = 2_000;
    private const double Tail = 0.05;
    private const decimal Widest = 30;

    public static Predicted Of(IReadOnlyList<IReadOnlyList<ReplayedRun>> tasks, IReadOnlyDictionary<string, ReplayedRun> sequential, int seed)
    {
        var pairs = tasks.Select(t => t.Select(r => (With: r, Without: sequential[r.Run])).ToList()).ToList();
        var (all, runs) = (Sums.Of(pairs.SelectMany(p => p)), pairs.Sum(p => p.Count));
        var dice = new Dice(seed);
        var drawn = Enumerable.Range(0, Resamples).Select(_ => Sums.Of(Drawn(pairs, dice))).ToList();
        var saved = Wider(Between(drawn.Select(s => s.SavedPercent)), all.SavedPercent, tasks.Count);
        var isCut = saved.High - saved.Low > Widest || tasks.Count < LeaveOut.Further; // so few tasks can't say how they differ
        var middle = Math.Round((saved.Low + saved.High) / 2, 6);
        return new Predicted(
            all.SavedPercent, all.ExtraPercent, isCut ? new Interval(middle - (Widest / 2), middle + (Widest / 2)) : saved,
            Wider(Between(drawn.Select(s => s.ExtraPercent)), all.ExtraPercent, tasks.Count),
            runs == 0 ? 0 : (all.Seconds - all.SecondsWith) / runs, runs == 0 ? 0 : (all.UsdWith - all.Usd) / runs) { IsCut = isCut };
    }

    private static List<(ReplayedRun With, ReplayedRun Without)> Drawn(List<List<(ReplayedRun With, ReplayedRun Without)>> tasks, Dice dice)
    {
        var resampled = Enumerable.Range(0, tasks.Count).Select(_ => tasks[dice.Below(tasks.Count)]).ToList();
        List<(ReplayedRun, ReplayedRun)> drawn = [];
        while (drawn.Count < LeaveOut.Further) drawn.AddRange(resampled[dice.Below(resampled.Count)].Take(LeaveOut.Further - drawn.Count));
        return drawn;
    }

    /// <summary>
    /// A bootstrap of few tasks is too narrow: both ends go away from the mean as Student's t has it for so many tasks, against the normal
    /// distribution, and by √(n / (n − 1)).
    /// </summary>
    private static Interval Wider(Interval interval, decimal mean, int tasks)
    {
        if (tasks < 2) return new Interval(mean - Widest, mean + Widest);
        var by = (decimal)(Math.Sqrt(tasks / (tasks - 1.0)) * StudentT.InvCDF(0, 1, tasks - 1, 1 - Tail) / Normal.InvCDF(0, 1, 1 - Tail));
        return new Interval(mean - (by * (mean - interval.Low)), mean + (by * (interval.High - mean)));
    }

    private static Interval Between(IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToList();
        return new Interval(sorted[(int)(Tail * Resamples)], sorted[^((int)(Tail * Resamples) + 1)]);
    }

    private readonly record struct Sums(decimal Seconds, decimal SecondsWith, decimal Usd, decimal UsdWith)
    {
        public decimal SavedPercent => Seconds == 0 ? 0 : 100 * (Seconds - SecondsWith) / Seconds;

        public decimal ExtraPercent => Usd == 0 ? 0 : 100 * (UsdWith - Usd) / Usd;

        public static Sums Of(IEnumerable<(ReplayedRun With, ReplayedRun Without)> runs) => runs.Aggregate(default(Sums), static (sum, run) => new Sums(
            sum.Seconds + Replayer.Seconds(run.Without.Waited), sum.SecondsWith + Replayer.Seconds(run.With.Waited),
            sum.Usd + run.Without.Cost.Amount, sum.UsdWith + run.With.Cost.Amount));
    }
}
