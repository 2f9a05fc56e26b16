using System.Globalization;
using Forerun.Cli.Demo.Running;
using Forerun.Ledgers;

namespace Forerun.Cli.Demo.Support.Running;

/// <summary>
/// What each of the three has saved of a pass, in seconds. Each real call takes as long as it took; without an early begin it would have
/// moved the end of its turn by that much. What it has moved it by less is saved, and goes to what began it early: a call of the stream or
/// beside another (early issue), a guess of it (prefetch), or, for the model's own calls, a guess of what it would be told (drafting).
/// </summary>
/// <param name="EarlyIssue">Seconds.</param>
/// <param name="Prefetch">Seconds.</param>
/// <param name="Drafting">Seconds.</param>
internal sealed record Savings(decimal EarlyIssue, decimal Prefetch, decimal Drafting)
{
    private const string Stream = "stream";

    /// <summary>All three.</summary>
    public decimal Sum => EarlyIssue + Prefetch + Drafting;

    /// <summary>Those of a pass.</summary>
    public static Savings Of(PassResult pass) => pass.Letters.Select(l => Of(l.Rows)).Aggregate(
        new Savings(0, 0, 0), static (sum, s) => new Savings(sum.EarlyIssue + s.EarlyIssue, sum.Prefetch + s.Prefetch, sum.Drafting + s.Drafting));

    /// <summary>Those of a conversation, by its rows.</summary>
    public static Savings Of(IReadOnlyList<LedgerRow> rows)
    {
        var hits = rows.OfType<BetRow>().Where(b => b.Outcome == Outcome.Hit).Select(b => b.Attempt).ToHashSet();
        var real = rows.OfType<AttemptRow>().Where(a => a.Standing == Standing.Authoritative || hits.Contains(a.Attempt)).OrderBy(a => PlaceOf(a.Slot)).ToList();
        decimal early = 0, prefetched = 0, drafted = 0;
        TimeSpan? end = null;
        foreach (var call in real)
        {
            if (call.Operation == "person")
            {
                end = call.At;
                continue;
            }

            var before = end ?? call.StartedAt;
            end = call.At > before ? call.At : before;
            var saved = (call.At - call.StartedAt - (end.Value - before)).Ticks / (decimal)TimeSpan.TicksPerSecond;
            if (!hits.Contains(call.Attempt))
            {
                if (call.Model is null && saved > 0) early += saved; // beside another
            }
            else if (call.Model is not null) drafted += saved;
            else if (IsOfTheStream(rows, call)) early += saved;
            else prefetched += saved;
        }

        return new Savings(early, prefetched, drafted);
    }

    private static bool IsOfTheStream(IReadOnlyList<LedgerRow> rows, AttemptRow call) =>
        rows.OfType<DecisionRow>().LastOrDefault(d => d.At <= call.StartedAt && d.Decision.Verdict == Deciding.Verdict.Speculate && d.Slots.Contains(call.Slot))
            is { } decision && decision.Guesses.All(g => g.StartsWith($"{Stream}:", StringComparison.Ordinal));

    /// <summary>Where a slot stands in its conversation: <c>4/2</c> is the second tool of reply 4.</summary>
    private static (int Spine, int Tool) PlaceOf(string slot) =>
        slot.Split('/') is [var spine, var tool] ? (Number(spine), Number(tool)) : (Number(slot), 0);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
