using Forerun.Replay.Comparing;
using Forerun.Replay.Passes;
using MathNet.Numerics.Distributions;

namespace Forerun.Replay.Fitting;

/// <summary>
/// What ten further runs would show, with 90 %: of the tasks that are in the trace, and of others. All ours but for the ratio estimate itself (Cochran,
/// Sampling Techniques, 1977, chapter 6). See docs/fit.md.
/// </summary>
internal static class Prediction
{
    private const double Tail = 0.05;
    private const decimal Widest = 30;

    // How far further runs are taken to be of tasks that are in the trace: where that makes a difference, nobody knows.
    private const double Known = 0.4;

    /// <summary>What further runs would show.</summary>
    /// <param name="byRun">Each run as others have taught it, those of its task among them.</param>
    /// <param name="byTask">By task, each run as runs of other tasks have taught it; empty where no task has two runs, or all have one.</param>
    /// <param name="inOrder">Each run as those before it have taught it, in their order.</param>
    /// <param name="sequential">The runs without bets.</param>
    public static Predicted Of(
        IReadOnlyList<IReadOnlyList<ReplayedRun>> byRun, IReadOnlyList<IReadOnlyList<ReplayedRun>> byTask, IReadOnlyList<ReplayedRun> inOrder,
        IReadOnlyDictionary<string, ReplayedRun> sequential)
    {
        var (same, others, order) = (Pairs(byRun), Pairs(byTask), Pairs([inOrder])[0]);
        var (seconds, dollars) = (Of(Seconds), Of(Dollars));
        var isCut = seconds.Within.High - seconds.Within.Low > Widest;
        return new Predicted(
            seconds.Mean, dollars.Mean, isCut ? new Interval(seconds.Mean - (Widest / 2), seconds.Mean + (Widest / 2)) : seconds.Within, dollars.Within,
            seconds.PerRun, dollars.PerRun) { IsCut = isCut, IsSooner = seconds.IsSure };

        (decimal Mean, Interval Within, decimal PerRun, bool IsSure) Of(Func<Pair, (double, double)> of)
        {
            var known = new Ratio([.. same.Select(g => g.Select(of))]);
            var other = others.Count > 1 ? new Ratio([.. others.Select(g => g.Select(of))]) : known;
            var growth = known.Growth([.. order.Select(of)]);
            var (one, two) = (known.Further(LeaveOut.Further, Tail, growth), other.Further(LeaveOut.Further, Tail, growth));
            var mean = (Known * known.Mean) + ((1 - Known) * other.Mean) + growth;
            return (Percent(mean), new Interval(Math.Min(one.Low, two.Low), Math.Max(one.High, two.High)), (decimal)(mean * known.BasePerRun), one.Low > 0);
        }

        List<List<Pair>> Pairs(IReadOnlyList<IReadOnlyList<ReplayedRun>> groups) => [.. groups.Select(g => g.Select(r => new Pair(r, sequential[r.Run])).ToList())];
    }

    private static (double, double) Seconds(Pair pair) => (pair.Without.Waited.TotalSeconds, (pair.Without.Waited - pair.With.Waited).TotalSeconds);

    private static (double, double) Dollars(Pair pair) => ((double)pair.Without.Cost.Amount, (double)(pair.With.Cost - pair.Without.Cost).Amount);

    private static decimal Percent(double share) => Math.Round((decimal)(100 * share), 6);

    private sealed record Pair(ReplayedRun With, ReplayedRun Without);

    /// <summary>A ratio of sums over groups of runs, of each run the base and what changes of it.</summary>
    private sealed class Ratio(IReadOnlyList<IEnumerable<(double Base, double Change)>> groups)
    {
        // One group more would be off by so much: few that are all alike say little of those to come.
        private const double Surprise = 0.45;
        private const double Unbounded = 100;

        private readonly List<List<(double Base, double Change)>> all = [.. groups.Select(g => g.ToList())];

        private int Runs => all.Sum(g => g.Count);

        private double Base => all.Sum(g => g.Sum(r => r.Base));

        public double BasePerRun => Runs == 0 ? 0 : Base / Runs;

        public double Mean => Base == 0 ? 0 : all.Sum(g => g.Sum(r => r.Change)) / Base;

        /// <summary>
        /// By how much the ratio of further runs differs, since they learn from all runs of the trace and from each other: as 1 / (runs learned from) falls,
        /// by the slope of that between the runs here and the same in their order.
        /// </summary>
        public double Growth(IReadOnlyList<(double Base, double Change)> inOrder)
        {
            var (now, n) = (all.SelectMany(g => g).ToList(), Runs);
            var (more, by) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                more += now[i].Change - inOrder[i].Change;
                by += now[i].Base * ((1.0 / (i + 1)) - (1.0 / n));
            }

            return by > 0 ? more / by * ((1.0 / n) - (1.0 / (n + (LeaveOut.Further / 2.0)))) : 0;
        }

        /// <summary>Within what the ratio of so many further runs is, but for two tails, in percent.</summary>
        public Interval Further(int runs, double tail, double growth)
        {
            var (mean, count) = (Mean, all.Count);
            if (count < 2 || Base == 0) return new Interval(Percent(mean - Unbounded), Percent(mean + Unbounded));
            var (size, perGroup) = ((double)Runs / count, Base / count);
            var off = all.Sum(g => Square(g.Sum(r => r.Change - (mean * r.Base))));
            var spread = (off + Square(Surprise * perGroup)) / (count - 1);
            var variance = (spread * Math.Max(runs / size, 1) / Square(Math.Max(runs, size) * BasePerRun)) + (spread * count / Square(Base));
            var half = StudentT.InvCDF(0, 1, count - 1, 1 - tail) * Math.Sqrt(variance);
            return new Interval(Percent(mean - half + Math.Min(growth, 0)), Percent(mean + half + Math.Max(growth, 0)));
        }

        private static double Square(double x) => x * x;
    }
}
