using Forerun.Effects;

namespace Forerun.Replay.Foresight;

/// <summary>
/// From when on a step that is begun early will still be adopted. A read isn't across the beginning or the end of an effect, nor past
/// its freshness; anything else always is.
/// </summary>
internal sealed class Window(IReadOnlyList<Stage> stages)
{
    private readonly List<Stage> effects = [.. stages.Where(s => s.Operation.Effect != Effect.None)];

    /// <summary>Whether effects may come between reads and their asking in an order that only the moments tell.</summary>
    public bool IsNeeded => effects.Count > 0 && stages.Any(s => s.GoesStale);

    /// <summary>The first moment from <paramref name="from"/> on at which the step may start; the end of time if there is none before it is asked for.</summary>
    public TimeSpan Opens(Stage stage, TimeSpan from, TimeSpan asked, IReadOnlyList<Moment> moments)
    {
        if (!stage.GoesStale || from >= asked) return from;
        var opens = asked - stage.Takes;
        opens = opens > stage.Operation.FreshFor + from ? opens - stage.Operation.FreshFor : from;
        foreach (var effect in effects)
        {
            var at = moments[effect.Position];
            var isBefore = at.Asked < asked || (at.Asked == asked && effect.Position < stage.Position);
            if (isBefore && at.Known > opens) opens = at.Known;
        }

        return opens < asked ? opens : TimeSpan.MaxValue;
    }
}
