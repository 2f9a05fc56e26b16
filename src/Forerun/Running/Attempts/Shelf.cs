using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Shelving;
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
    private readonly Dictionary<Key, Shelved>? outer;
    private readonly DateTimeOffset began;
    private int touchedConversation, touchedTenant;

    /// <summary>A shelf with what earlier runs have left.</summary>
    public Shelf(IReadOnlyList<Shelved> given, DateTimeOffset began)
    {
        this.began = began;
        if (given.Count > 0) outer = [];
        foreach (var item in given) outer![item.Key] = item;
    }

    public int Open { get; private set; }

    /// <summary>
    /// How often an effect has begun or ended: the real world asks for it, and it is done. A read that was taken before either is of a
    /// world that is no more, also one that was taken while the effect was under way.
    /// </summary>
    public int Effects { get; set; }

    /// <summary>How many effects of other runs have been taken in, beginnings and ends.</summary>
    public int Touches => touchedConversation + touchedTenant;

    public TimeSpan Now { get; set; }

    public IReadOnlyList<Attempt> All => all;

    public Attempt this[int id] => all[id - 1];

    public Attempt Add(Call call, Standing standing, Settings settings)
    {
        var attempt = Put(call, standing, settings);
        Open++;
        return attempt;
    }

    /// <summary>Answers a call with what an earlier run has left. Nothing is started and nothing is to be paid.</summary>
    public Attempt Add(Call call, Shelved item, Settings settings)
    {
        var attempt = Put(call, Standing.Authoritative, settings);
        attempt.StartedAt = attempt.EndedAt = Now;
        attempt.State = AttemptState.Finished;
        attempt.Output = item.Output;
        attempt.Cost = Pricing.Usd.Zero;
        return attempt;
    }

    /// <summary>An effect of another run begins or has ended.</summary>
    public void Touched(Reach by)
    {
        if (by == Reach.Tenant) touchedTenant++;
        else touchedConversation++;
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

    /// <summary>What an earlier run has left of a call, if it still holds.</summary>
    public Shelved? Given(Key key) => outer is not null && outer.TryGetValue(key, out var item) && !IsStale(item) ? item : null;

    /// <summary>Takes what an earlier run has left of a call. A sample is taken once.</summary>
    public Shelved? Take(Key key)
    {
        var item = Given(key);
        if (item is { ServesMany: false }) outer!.Remove(key);
        return item;
    }

    /// <summary>What the run leaves for others: its own unused results, and the samples it was given and has not taken.</summary>
    public IReadOnlyList<Shelved> Left(string run)
    {
        List<Shelved>? left = null;
        foreach (var attempt in all)
            if (Shelved.Of(attempt, run, began) is { } item && !IsStale(attempt)) (left ??= []).Add(item);
        foreach (var item in outer?.Values ?? Enumerable.Empty<Shelved>())
            if (!item.ServesMany && !IsStale(item)) (left ??= []).Add(item);
        return left ?? [];
    }

    /// <summary>The output of a finished call; null also for an effect that has nothing to show before it has left.</summary>
    public Value? Known(Key key) => Adoptable(key) is not { } attempt ? Given(key)?.Output
        : attempt.State == AttemptState.Finished && !ReferenceEquals(attempt.Output, Value.Unknown) ? attempt.Output : null;

    public bool IsUnderWay(Key key) => Adoptable(key) is { IsOpen: true };

    public Growing? Growing(Key key) => Adoptable(key)?.Growing;

    private Attempt Put(Call call, Standing standing, Settings settings)
    {
        var attempt = new Attempt(all.Count + 1, call, standing, Now, EffectsOn(call.Operation.Reach), settings);
        all.Add(attempt);
        byKey[call.Key] = attempt;
        return attempt;
    }

    /// <summary>How many effects, beginnings and ends, may have changed what a read of this reach has seen.</summary>
    private int EffectsOn(Reach reach) =>
        Effects + (reach >= Reach.Conversation ? touchedConversation : 0) + (reach == Reach.Tenant ? touchedTenant : 0);

    private bool IsStale(Shelved item) => item.GoesStale && (EffectsOn(item.Reach) != 0 || item.IsTooOldAt(began + Now));

    /// <summary>
    /// A read taken early holds for its declared freshness and until any effect of the run, or of as many runs as it reaches (law 1).
    /// </summary>
    private bool IsStale(Attempt attempt)
    {
        if (attempt.IsAuthoritative || !attempt.Call.Operation.GoesStale) return false;
        return attempt.EffectsBefore != EffectsOn(attempt.Call.Operation.Reach)
            || (attempt.State == AttemptState.Finished && Now - attempt.EndedAt > attempt.Call.Operation.FreshFor);
    }
}
