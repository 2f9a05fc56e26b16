using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Running.Waiting;

/// <summary>
/// What the real world has asked for and when it knew it. Of that follows how long people waited, and how long they would have without
/// bets (<see cref="WithoutBets"/>).
/// </summary>
internal sealed class RealPath
{
    private readonly List<Stop> stops = [];
    private readonly Dictionary<string, Stop> bySlot = [];
    private int order;

    /// <summary>Whether anything was begun that the real world had not asked for: if not, nothing was sooner or later for it.</summary>
    public bool WasAhead { get; set; }

    /// <summary>The real world asks for a call, or again for one that it had asked for in vain.</summary>
    public void Ask(Call call, TimeSpan now, bool isQuestion)
    {
        var stop = new Stop(call, now, isQuestion, ++order);
        if (bySlot.TryGetValue(call.Slot, out var before)) stops.Remove(before);
        bySlot[call.Slot] = stop;
        stops.Add(stop);
    }

    /// <summary>A call that is asked for has been under way for so long already.</summary>
    public void Adopt(string slot, TimeSpan headStart) => bySlot[slot].HeadStart += headStart;

    /// <summary>A call that is asked for is answered with what another slot has asked for.</summary>
    public void Share(string slot, string other) => bySlot[slot].SharedWith = bySlot.GetValueOrDefault(other);

    /// <summary>A call has its output; a staged effect may wait for others to leave first.</summary>
    public void Prepare(string slot, TimeSpan now) => bySlot[slot].PreparedAt = now;

    /// <summary>A slot is known.</summary>
    public void Know(string slot, TimeSpan now)
    {
        var stop = bySlot[slot];
        stop.PreparedAt ??= now;
        stop.KnownAt = now;
    }

    /// <summary>
    /// How long people waited, and how long they would have without bets. Null for a run that did not get to its end: a conversation does when
    /// nothing but a person's word is awaited.
    /// </summary>
    /// <param name="answeredAt">When it was answered; null if it was not.</param>
    public (TimeSpan Waited, TimeSpan WithoutBets)? Waits(TimeSpan? answeredAt)
    {
        if (answeredAt is null && !stops.TrueForAll(s => s.KnownAt is not null || s.IsHuman)) return null;
        var known = stops.FindAll(s => s.KnownAt is not null);
        var last = known.Count == 0 ? TimeSpan.Zero : known.Max(s => s.KnownAt!.Value);
        var end = answeredAt ?? last;
        var waited = end - People.Alone(known.Select(s => (s.IsHuman, s.AskedAt, s.KnownAt!.Value)));
        if (!WasAhead) return (waited, waited);
        var without = WithoutBets.Of(known);
        var ownCode = known.Exists(s => s.IsQuestion) ? end - last : TimeSpan.Zero;
        return (waited, without + ownCode);
    }

    /// <summary>A call that the real world has asked for.</summary>
    internal sealed class Stop(Call call, TimeSpan askedAt, bool isQuestion, int order)
    {
        public Call Call => call;

        public TimeSpan AskedAt => askedAt;

        /// <summary>Which of the calls of its run it was.</summary>
        public int Order => order;

        /// <summary>Whether the user's code has asked for it: then nobody but that code knows what it waited for.</summary>
        public bool IsQuestion => isQuestion;

        public bool IsHuman => call.Operation.Kind == OperationKind.Human;

        public bool IsStaged => call.Operation.Effect == Effect.Staged;

        public TimeSpan HeadStart { get; set; }

        public Stop? SharedWith { get; set; }

        public TimeSpan? PreparedAt { get; set; }

        public TimeSpan? KnownAt { get; set; }

        /// <summary>How long it takes from when it is asked for until it has its output, if it is begun then and not before.</summary>
        public TimeSpan Work => PreparedAt!.Value - AskedAt + HeadStart;
    }
}
