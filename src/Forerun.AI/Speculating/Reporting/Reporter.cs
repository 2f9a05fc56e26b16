using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Sessions;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Reporting;

/// <summary>Makes the report of a turn.</summary>
internal sealed class Reporter(Times times, ReplyBook replies, Witness witness, SpeculationOptions options)
{
    public TurnReport Report(Turn turn, PersonAsk ended)
    {
        var rows = witness.Take();
        var attempts = rows.OfType<AttemptRow>().ToList();
        var bets = rows.OfType<BetRow>().ToList();
        var won = bets.Where(b => b.Outcome == Outcome.Hit).Select(b => b.Attempt).ToHashSet();
        var report = new TurnReport
        {
            Took = times.Now - turn.Began + turn.Waited,
            OneByOne = turn.Wanted.Aggregate(TimeSpan.Zero, (sum, call) => sum + Took(call)),
            Cost = Sum(attempts) + rows.OfType<TryRow>().Aggregate(Usd.Zero, (sum, t) => sum + (t.Cost ?? Usd.Zero)),
            UnknownCosts = attempts.Count(a => a.Cost is null),
            LostOnBets = Sum(attempts.Where(a => a.Standing == Standing.Bet && bets.Exists(b => b.Attempt == a.Attempt) && !won.Contains(a.Attempt))),
            Hits = won.Count,
            Misses = bets.Count(b => b.Outcome == Outcome.Miss),
            Cancelled = bets.Count(b => b.Outcome == Outcome.Cancelled),
            Entry = options.Settings.Gates.Entry,
            Undeclared = Undeclared(turn),
            Undrafted = Undrafted.Of(ended, options.Drafter is not null),
        };
        if (report.Undeclared is { } undeclared) Tell(undeclared);
        return report;
    }

    private void Tell(UndeclaredTools undeclared)
    {
        if (options.Logger is not { } logger) return;
        try
        {
            Log.Undeclared(logger, string.Join(", ", undeclared.Names), undeclared.WouldSave.TotalSeconds, undeclared.Declaration);
        }
#pragma warning disable CA1031 // a log that can't be written is no matter of the agent's
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    private static Usd Sum(IEnumerable<AttemptRow> attempts) => attempts.Aggregate(Usd.Zero, (sum, a) => sum + (a.Cost ?? Usd.Zero));

    private TimeSpan Took(Call call) => times.Of(call.Key) is var (began, ended) ? ended - began : TimeSpan.Zero;

    private UndeclaredTools? Undeclared(Turn turn)
    {
        var names = turn.Wanted.Where(IsUndeclared).Select(c => c.Operation.Name).Distinct().ToList();
        if (names.Count == 0) return null;
        var saved = TimeSpan.Zero;
        for (var i = 0; i < turn.Wanted.Count; i++)
            if (turn.Wanted[i].Argument is ModelAsk) saved += WouldSave(turn.Wanted[i], [.. turn.Wanted.Skip(i + 1).TakeWhile(c => c.Argument is ToolAsk)]);
        return new UndeclaredTools(names, saved);
    }

    /// <summary>How much sooner the results of one reply would have been there if its undeclared tools were reads.</summary>
    private TimeSpan WouldSave(Call reply, List<Call> tools)
    {
        if (!tools.Exists(IsUndeclared) || !tools.TrueForAll(t => IsUndeclared(t) || t.Operation.Effect == Effect.None)) return TimeSpan.Zero;
        var complete = replies.Find(reply.Key)?.CompleteAt ?? [];
        if (complete.Count != tools.Count) return TimeSpan.Zero;
        var (actual, possible) = (TimeSpan.Zero, times.Of(reply.Key).Ended);
        for (var i = 0; i < tools.Count; i++)
        {
            var (began, ended) = times.Of(tools[i].Key);
            if (ended > actual) actual = ended;
            if (complete[i] + (ended - began) > possible) possible = complete[i] + (ended - began);
        }

        return actual > possible ? actual - possible : TimeSpan.Zero;
    }

    private static bool IsUndeclared(Call call) => call is { Argument: ToolAsk, Operation.Effect: Effect.Undeclared };
}
