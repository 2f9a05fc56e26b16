using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Cli.Output;

/// <summary>One run, or one after the other, as bars by what they were.</summary>
/// <param name="Summary">When it was answered and for how much.</param>
/// <param name="Groups">The bars, by the name of their lanes.</param>
internal sealed record Track(string Summary, IReadOnlyList<(string Name, List<Bar> Bars)> Groups)
{
    public const char Real = '█', Hit = '▓', Lost = '░', Open = '▒', Bought = '▪';

    /// <summary>One run as a ledger tells it.</summary>
    public Track(string name, IReadOnlyList<LedgerRow> rows)
        : this(Sum(name, rows), Bars(rows, TimeSpan.Zero, static attempt => attempt.Slot))
    {
    }

    /// <summary>When the last of it ended.</summary>
    public TimeSpan End => Groups.SelectMany(g => g.Bars).Select(b => b.End).DefaultIfEmpty().Max();

    /// <summary>The bars of a run that began at a time, each with its label.</summary>
    public static IReadOnlyList<(string Name, List<Bar> Bars)> Bars(IReadOnlyList<LedgerRow> rows, TimeSpan began, Func<AttemptRow, string> label)
    {
        var attempts = rows.OfType<AttemptRow>().ToList();
        var hits = rows.OfType<BetRow>().GroupBy(r => r.Attempt).Where(g => g.Last().Outcome == Outcome.Hit).Select(g => g.Key).ToHashSet();
        return
        [
            ("steps", Of(Standing.Authoritative, _ => Real)),
            ("bets", Of(Standing.Bet, a => hits.Contains(a.Attempt) ? Hit : Lost)),
            ("guesses", [.. Of(Standing.Purchase, _ => Bought).Select(b => b with { Label = "" })]),
        ];

        List<Bar> Of(Standing standing, Func<AttemptRow, char> fill) =>
            [.. attempts.Where(a => a.Standing == standing).Select(a => new Bar(began + a.StartedAt, began + a.At, label(a), fill(a)))];
    }

    private static string Sum(string name, IReadOnlyList<LedgerRow> rows)
    {
        var run = rows.OfType<RunRow>().LastOrDefault();
        var answered = run?.AnsweredAt is { } at ? $"answered after {at.TotalSeconds:N1} s" : "not answered";
        var cost = run?.Cost ?? rows.OfType<AttemptRow>().Aggregate(Usd.Zero, (sum, a) => sum + (a.Cost ?? Usd.Zero));
        return $"{name}: {answered}, {cost}";
    }
}
