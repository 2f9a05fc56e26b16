using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Cli.Output;

/// <summary>One run as a ledger tells it: its attempts by what they were.</summary>
internal sealed class Track
{
    public const char Real = '█', Hit = '▓', Lost = '░', Bought = '▪';

    private readonly List<AttemptRow> attempts;
    private readonly Dictionary<int, Outcome> outcomes;
    private readonly RunRow? run;

    public Track(string name, IReadOnlyList<LedgerRow> rows)
    {
        Name = name;
        attempts = [.. rows.OfType<AttemptRow>()];
        outcomes = rows.OfType<BetRow>().GroupBy(r => r.Attempt).ToDictionary(g => g.Key, g => g.Last().Outcome);
        run = rows.OfType<RunRow>().LastOrDefault();
    }

    public string Name { get; }

    /// <summary>When the last of it ended.</summary>
    public TimeSpan End => attempts.Count == 0 ? TimeSpan.Zero : attempts.Max(a => a.At);

    /// <summary>When it was answered and for how much.</summary>
    public string Summary
    {
        get
        {
            var answered = run?.AnsweredAt is { } at ? $"answered after {at.TotalSeconds:N1} s" : "not answered";
            var cost = run?.Cost ?? attempts.Aggregate(Usd.Zero, (sum, a) => sum + (a.Cost ?? Usd.Zero));
            return $"{Name}: {answered}, {cost}";
        }
    }

    /// <summary>The bars, by the name of their lanes.</summary>
    public IEnumerable<(string Name, List<Bar> Bars)> Groups =>
    [
        ("steps", [.. attempts.Where(a => a.Standing == Standing.Authoritative).Select(a => BarOf(a, Real))]),
        ("bets", [.. attempts.Where(a => a.Standing == Standing.Bet).Select(a => BarOf(a, Won(a) ? Hit : Lost))]),
        ("guesses", [.. attempts.Where(a => a.Standing == Standing.Purchase).Select(a => BarOf(a, Bought) with { Label = "" })]),
    ];

    private bool Won(AttemptRow attempt) => outcomes.TryGetValue(attempt.Attempt, out var outcome) && outcome == Outcome.Hit;

    private static Bar BarOf(AttemptRow attempt, char fill) => new(attempt.StartedAt, attempt.At, attempt.Slot, fill);
}
