using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Workflows;

namespace Forerun.Running.Attempts;

/// <summary>
/// The attempts of a run. Those under way, and those finished that nobody has asked for yet: the shelf. "Right by key" is here: what
/// may be adopted is found by key and by nothing else.
/// </summary>
internal sealed class Shelf : IShelf
{
    private readonly List<Attempt> all = [];
    private readonly Dictionary<Key, Attempt> byKey = [];

    public int Open { get; private set; }

    /// <summary>
    /// How often an effect has begun or ended: the real world asks for it, and it is done. A read that was taken before either is of a
    /// world that is no more, also one that was taken while the effect was under way.
    /// </summary>
    public int Effects { get; set; }

    public TimeSpan Now { get; set; }

    public IReadOnlyList<Attempt> All => all;

    public Attempt this[int id] => all[id - 1];

    public Attempt Add(Call call, Standing standing, Settings settings)
    {
        var attempt = new Attempt(all.Count + 1, call, standing, Now, Effects, settings);
        all.Add(attempt);
        byKey[call.Key] = attempt;
        Open++;
        return attempt;
    }

    public void Close(Attempt attempt, AttemptState state)
    {
        attempt.State = state;
        attempt.EndedAt = Now;
        Open--;
    }

    /// <summary>The newest attempt at a call, whatever became of it.</summary>
    public Attempt? Newest(Key key) => byKey.GetValueOrDefault(key);

    /// <summary>The attempt that a call may adopt: under way or finished, and not stale.</summary>
    public Attempt? Adoptable(Key key) =>
        byKey.TryGetValue(key, out var attempt)
        && attempt.State is AttemptState.Waiting or AttemptState.Running or AttemptState.Finished
        && !IsStale(attempt) ? attempt : null;

    /// <summary>The output of a finished call; null also for an effect that has nothing to show before it has left.</summary>
    public Value? Known(Key key) =>
        Adoptable(key) is { State: AttemptState.Finished } attempt && !ReferenceEquals(attempt.Output, Value.Unknown) ? attempt.Output : null;

    public bool IsUnderWay(Key key) => Adoptable(key) is { IsOpen: true };

    public Growing? Growing(Key key) => Adoptable(key)?.Growing;

    /// <summary>A read taken early holds for its declared freshness and until any effect of the run (law 1).</summary>
    private bool IsStale(Attempt attempt)
    {
        if (attempt.IsAuthoritative || !attempt.Call.Operation.GoesStale) return false;
        return attempt.EffectsBefore != Effects
            || (attempt.State == AttemptState.Finished && Now - attempt.EndedAt > attempt.Call.Operation.FreshFor);
    }
}
