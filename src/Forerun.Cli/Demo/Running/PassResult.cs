using Forerun.Pricing;

namespace Forerun.Cli.Demo.Running;

/// <summary>What became of one pass over all letters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Letters">Letter by letter.</param>
internal sealed record PassResult(string Name, IReadOnlyList<LetterResult> Letters)
{
    /// <summary>How long people waited: the sum over the letters that were answered.</summary>
    public TimeSpan Waited => Letters.Aggregate(TimeSpan.Zero, (sum, l) => sum + (l.Report.Answered ?? TimeSpan.Zero));

    /// <summary>What is known of the dollars.</summary>
    public Usd Known => Letters.Aggregate(Usd.Zero, (sum, l) => sum + l.Report.Cost);

    /// <summary>The dollars; null where a call has no known price.</summary>
    public Usd? Cost => Letters.Any(l => l.Report.UnknownCosts > 0) ? null : Known;

    /// <summary>The dollars of bets that missed or were dropped.</summary>
    public Usd Lost => Letters.Aggregate(Usd.Zero, (sum, l) => sum + l.Report.LostOnBets);

    public int Hits => Letters.Sum(l => l.Report.Hits);

    public int Misses => Letters.Sum(l => l.Report.Misses);

    public int Cancelled => Letters.Sum(l => l.Report.Cancelled);

    public int Bets => Hits + Misses + Cancelled;

    /// <summary>What went wrong, a sentence each; what happened to several letters is said once.</summary>
    public IEnumerable<string> Errors => Letters.Where(l => l.Error is not null).GroupBy(l => l.Error)
        .Select(g => $"{Name}, {(g.Count() == 1 ? "letter" : "letters")} {string.Join(", ", g.Select(l => l.Number))}: {g.Key}");
}
