namespace Forerun.Replay.Comparing;

/// <summary>One run in sums, as the columns of a comparison take it.</summary>
/// <param name="Seconds">How long people waited.</param>
/// <param name="Usd">USD, drafters and cancelled calls included.</param>
/// <param name="PromptTokens">Input tokens of all calls, of cancelled ones too.</param>
/// <param name="GeneratedTokens">Output tokens of all calls; of a cancelled one the share that it had produced.</param>
public readonly record struct RunSums(decimal Seconds, decimal Usd, decimal PromptTokens, decimal GeneratedTokens);

/// <summary>
/// The columns ΔT, ΔP, ΔG and ΔCost of Dynamic Speculative Planning's table (arXiv 2509.01920), in percent. ΔT is saved time, the mean over
/// runs of 1 − seconds / sequential seconds; the others are what is used more, of sums over runs. A share of nothing is null.
/// </summary>
/// <param name="TimePercent">ΔT; runs that took no time are left aside.</param>
/// <param name="PromptPercent">ΔP.</param>
/// <param name="GeneratedPercent">ΔG.</param>
/// <param name="CostPercent">ΔCost.</param>
public sealed record Columns(decimal? TimePercent, decimal? PromptPercent, decimal? GeneratedPercent, decimal? CostPercent)
{
    /// <summary>The columns of runs against the same runs of a baseline, in the same order.</summary>
    /// <exception cref="ArgumentException">There are more of the one than of the other.</exception>
    public static Columns Of(IReadOnlyList<RunSums> runs, IReadOnlyList<RunSums> baseline)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(baseline);
        if (runs.Count != baseline.Count) throw new ArgumentException($"There are {runs.Count} runs and {baseline.Count} of the baseline.", nameof(runs));
        var saved = runs.Zip(baseline).Where(p => p.Second.Seconds > 0).Select(p => 100 * (1 - (p.First.Seconds / p.Second.Seconds))).ToList();
        return new Columns(
            saved.Count == 0 ? null : saved.Average(), More(runs, baseline, r => r.PromptTokens), More(runs, baseline, r => r.GeneratedTokens),
            More(runs, baseline, r => r.Usd));
    }

    private static decimal? More(IReadOnlyList<RunSums> runs, IReadOnlyList<RunSums> baseline, Func<RunSums, decimal> of)
    {
        var (sum, whole) = (runs.Sum(of), baseline.Sum(of));
        return whole == 0 ? null : 100 * (sum - whole) / whole;
    }
}
