using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running.VirtualTime;

/// <summary>Measures a run until its answer: calls in flight, and the time in which only a person was at work.</summary>
public sealed class Meter
{
    private readonly List<Attempt> running = [];
    private TimeSpan last;

    /// <summary>Time in which, of the real path, only a person's step ran. Nobody waited in it, so it counts in no seconds.</summary>
    public TimeSpan People { get; private set; }

    /// <summary>The most model and tool calls in flight at once, intervals half-open.</summary>
    public int Peak { get; private set; }

    /// <summary>The sum of the durations of all model and tool calls, as far as somebody waited meanwhile.</summary>
    public TimeSpan Busy { get; private set; }

    internal void Began(Attempt attempt) => running.Add(attempt);

    internal void Ended(Attempt attempt) => running.Remove(attempt);

    /// <summary>Time passes. Asked for before the events of the new moment are taken in.</summary>
    internal void Until(TimeSpan now)
    {
        if (now <= last) return;
        var calls = 0;
        var people = false;
        var work = false;
        foreach (var attempt in running)
        {
            var human = attempt.Call.Operation.Kind == OperationKind.Human;
            if (!human) calls++;
            people |= human && attempt.IsAuthoritative;
            work |= !human && attempt.IsAuthoritative;
        }

        if (!people || work) Busy += calls * (now - last);
        Peak = Math.Max(Peak, calls);
        if (people && !work) People += now - last;
        last = now;
    }
}
