using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Attempts;

namespace Forerun.Running.Live;

/// <summary>
/// The real calls of a run in time. A call takes from the moment at which all that it was made from is known until its own output is:
/// what the run does to begin it and to take its end in is waited for, too. One that a bet has begun takes its own time alone.
/// </summary>
internal sealed class RealTimes
{
    private readonly RunMachine machine;
    private readonly Tape tape;
    private readonly Func<int, TimeSpan, TimeSpan> knownAt;
    private readonly Dictionary<string, Attempt> bySlot = [];
    private readonly Dictionary<string, TimeSpan> due = [];
    private readonly ILookup<string, Attempt> failed;

    public RealTimes(RunMachine machine, Tape tape, Func<int, TimeSpan, TimeSpan> knownAt)
    {
        (this.machine, this.tape, this.knownAt) = (machine, tape, knownAt);
        foreach (var attempt in machine.Attempts)
            if (attempt is { State: AttemptState.Finished, IsAuthoritative: true })
                foreach (var slot in attempt.Wanted) bySlot[slot] = attempt;
        failed = machine.Attempts.Where(a => a is { State: AttemptState.Failed, HasStarted: true })
            .SelectMany(a => a.Wanted, (Attempt, Slot) => (Attempt, Slot)).ToLookup(f => f.Slot, f => f.Attempt);
    }

    public IEnumerable<RealCall> Calls()
    {
        foreach (var attempt in bySlot.Values.Distinct())
            foreach (var slot in attempt.Wanted)
                yield return slot == attempt.Wanted[0] ? Own(attempt, slot) : Shared(attempt, slot);
    }

    /// <summary>Tries that failed belong to the call: they took its time, and what they were charged is its price.</summary>
    private RealCall Own(Attempt attempt, string slot)
    {
        var before = failed[slot].ToList();
        var first = before.Append(attempt).MinBy(a => a.StartedAt)!;
        var waited = first.Standing == Standing.Authoritative ? tape.Waited(first) : TimeSpan.Zero;
        var began = first.Standing == Standing.Authoritative ? Due(slot) + waited : first.StartedAt;
        var known = knownAt(attempt.Id, attempt.EndedAt);
        var left = known > attempt.EndedAt && first.Standing != Standing.Authoritative ? known - Later(attempt.EndedAt, Due(slot)) : known - attempt.EndedAt;
        return new RealCall(machine.RealCall(slot)!, began, attempt.EndedAt - began + left, attempt.Output!)
        {
            Waited = waited,
            FirstToken = tape.FirstToken(attempt) - began,
            Usage = before.Select(a => a.Usage).Concat(before.Append(attempt).Select(a => a.Failed?.Usage)).OfType<TokenUsage>()
                .Aggregate(attempt.Usage, (sum, one) => sum is null ? null : sum + one),
            Tries = before.Append(attempt).Sum(a => 1 + (a.Failed?.Count ?? 0)),
        };
    }

    private RealCall Shared(Attempt attempt, string slot) =>
        new(machine.RealCall(slot)!, attempt.EndedAt, TimeSpan.Zero, attempt.Output!) { Usage = TokenUsage.Zero, Shares = attempt.Wanted[0] };

    /// <summary>When all was known that a call was made from; later, where the program has asked for it later.</summary>
    private TimeSpan Due(string slot)
    {
        if (due.TryGetValue(slot, out var known)) return known;
        var at = TimeSpan.Zero;
        foreach (var read in machine.RealCall(slot)!.Reads)
            if (bySlot.TryGetValue(read.Reading.Slot, out var attempt))
                at = Later(at, Later(Due(read.Reading.Slot), knownAt(attempt.Id, attempt.EndedAt)));
        var first = failed[slot].Append(bySlot[slot]).MinBy(a => a.StartedAt)!;
        return due[slot] = first.Standing == Standing.Authoritative ? Later(at, tape.Asked(first)) : at;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
