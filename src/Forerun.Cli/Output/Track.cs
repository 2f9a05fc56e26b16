using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Cli.Output;

/// <summary>One run, or several one after the other, as bars by what they were.</summary>
internal sealed record Track
{
    public const char Real = '█', Hit = '▓', Lost = '░', Open = '▒', Bought = '▪';

    /// <summary>One run as a ledger tells it.</summary>
    public Track(string name, IReadOnlyList<LedgerRow> rows)
    {
        Summary = Sum(name, rows);
        Groups = Bars(rows, TimeSpan.Zero, static attempt => attempt.Slot);
    }

    /// <summary>When it was answered and for how much.</summary>
    public string Summary { get; init; }

    /// <summary>The bars, by the name of their lanes.</summary>
    public IReadOnlyList<(string Name, List<Bar> Bars)> Groups { get; init; }

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
