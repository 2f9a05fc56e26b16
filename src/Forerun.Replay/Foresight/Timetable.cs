using Forerun.Effects;
using Forerun.Policies;
using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>
/// When everything that is still to come will happen, if all right guesses are used, some of them bought: the machine's own order of
/// events, foretold from the record. A step starts when all that it reads is real, has been returned early or is guessed, and a read not
/// before it can be adopted.
/// </summary>
internal sealed class Timetable(IReadOnlyList<Stage> stages)
{
    private readonly Moment[] moments = new Moment[stages.Count];
    private readonly TimeSpan?[] began = new TimeSpan?[stages.Count];
    private readonly bool[] isKnown = new bool[stages.Count], isAsked = new bool[stages.Count];
    private readonly Dictionary<Key, TimeSpan> bought = [];
    private readonly Window window = new(stages);
    private readonly Waiting waiting = new(stages);
    private TimeSpan now;

    /// <summary>The moments of each step.</summary>
    public IReadOnlyList<Moment> Moments => moments;

    /// <summary>The position of the first step whose output is not known.</summary>
    public int Frontier { get; private set; }

    /// <summary>Whether a drafter's call has begun.</summary>
    public bool HasBegun(Call buy) => bought.ContainsKey(buy.Key);

    /// <summary>Takes in how far the run is.</summary>
    public void Begin(ISituation situation)
    {
        now = situation.Now;
        foreach (var stage in stages)
        {
            var (at, slot) = (stage.Position, stage.Slot);
            isKnown[at] = situation.Real.Read(slot) is not null;
            isAsked[at] = situation.Real.HasAsked(slot);
            began[at] = stage.Call is { } call && !isKnown[at] ? situation.StartOf(call) : null;
            foreach (var hint in stage.Hints)
                if (hint.Buy is { } buy && situation.StartOf(buy.Call) is { } start) bought[buy.Call.Key] = start;
        }

        while (Frontier < stages.Count && isKnown[Frontier]) Frontier++;
    }

    /// <summary>Foretells all, and how long people will still wait.</summary>
    public TimeSpan Foretell(IReadOnlySet<Key> buying)
    {
        var rounds = window.IsNeeded ? stages.Count + 1 : 1;
        for (var changed = true; changed && rounds > 0; rounds--)
        {
            changed = false;
            var staged = TimeSpan.Zero;
            foreach (var stage in stages)
            {
                var moment = Of(stage, buying, ref staged);
                changed |= moment != moments[stage.Position];
                moments[stage.Position] = moment;
            }
        }

        return waiting.Of(moments, now);
    }

    private Moment Of(Stage stage, IReadOnlySet<Key> buying, ref TimeSpan staged)
    {
        if (isKnown[stage.Position]) return new Moment(now, now, now, now, now, now);
        var (asked, due) = (now, stage.Call is null ? TimeSpan.MaxValue : now);
        var drafted = due;
        foreach (var (upstream, reading) in stage.Reads)
        {
            var guessed = Guessed(stages[upstream], reading, buying);
            asked = Later(asked, moments[upstream].Known);
            due = Later(due, Sooner(guessed, moments[upstream].End));
            drafted = Later(drafted, Sooner(guessed, moments[upstream].Known));
        }

        if (isAsked[stage.Position]) asked = now;
        (due, drafted) = (Sooner(due, asked), Sooner(drafted, asked));
        var start = began[stage.Position] ?? Start(stage, due, asked, buying);
        var end = start + stage.Takes;
        var known = Later(end, asked);
        if (stage.Operation.Effect == Effect.Staged) staged = known = Later(known, staged);
        return new Moment(due, drafted, asked, start, end, known);
    }

    private TimeSpan Start(Stage stage, TimeSpan due, TimeSpan asked, IReadOnlySet<Key> buying)
    {
        if (stage.Operation.Admission == Admission.Inadmissible) return asked;
        var start = Sooner(asked, window.Opens(stage, due, asked, moments));
        foreach (var (upstream, hint) in stage.Prefetches)
        {
            var opens = window.Opens(stage, Later(now, Offered(upstream, hint, buying)), asked, moments);
            if (opens < moments[upstream.Position].Known) start = Sooner(start, opens);
        }

        return start;
    }

    /// <summary>When it is guessed what is read of a step.</summary>
    private TimeSpan Guessed(Stage upstream, Reading reading, IReadOnlySet<Key> buying)
    {
        var guessed = TimeSpan.MaxValue;
        foreach (var hint in upstream.Hints)
            if (hint.Tells(reading)) guessed = Sooner(guessed, Offered(upstream, hint, buying));
        return guessed;
    }

    private TimeSpan Offered(Stage stage, Hint hint, IReadOnlySet<Key> buying)
    {
        if (hint.Buy is not { } buy) return stage.IsHeard ? now : moments[stage.Position].Due;
        if (bought.TryGetValue(buy.Call.Key, out var start)) return start + buy.Takes;
        var from = moments[stage.Position].Drafted;
        return buying.Contains(buy.Call.Key) && from < TimeSpan.MaxValue ? from + buy.Takes : TimeSpan.MaxValue;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>When a step happens.</summary>
/// <param name="Due">When it is asked for in a world of right guesses: from then on guesses of its output are offered.</param>
/// <param name="Drafted">When all that it reads is real or guessed: from then on guesses of its output can be bought.</param>
/// <param name="Asked">When the real world asks for it.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it ends.</param>
/// <param name="Known">When the real world knows its output.</param>
internal readonly record struct Moment(TimeSpan Due, TimeSpan Drafted, TimeSpan Asked, TimeSpan Start, TimeSpan End, TimeSpan Known);
