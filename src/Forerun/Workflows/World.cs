using Forerun.Effects;

namespace Forerun.Workflows;

/// <summary>
/// Values by slot, and the guesses taken as true to have them. Without guesses it is the real world. A world is asked by the program
/// and by predictors; only the run's machine adds to it.
/// </summary>
public sealed class World
{
    private readonly IShelf shelf;
    private readonly List<Call> due = [];
    private Dictionary<string, Value>? values;
    private Dictionary<string, Call>? asked;
    private Dictionary<(string Reader, Reading Reading), Value>? accepted;
    private Call? last;

    /// <summary>The real world of a run that has just begun.</summary>
    /// <param name="shelf">What is under way and finished.</param>
    /// <param name="topic">What the run is about. Default: empty, nothing is known.</param>
    public World(IShelf shelf, string topic = "")
    {
        this.shelf = shelf;
        Topic = topic;
    }

    private World(World before, Guess guess)
    {
        shelf = before.shelf;
        Topic = before.Topic;
        Before = before;
        Guess = guess;
        Depth = before.Depth + 1;
    }

    /// <summary>What the run is about (<see cref="IProgram.Topic"/>).</summary>
    public string Topic { get; }

    /// <summary>The world without the newest guess; null for the real world.</summary>
    public World? Before { get; }

    /// <summary>The newest guess taken as true; null for the real world.</summary>
    public Guess? Guess { get; }

    /// <summary>Whether nothing here stands on a guess.</summary>
    public bool IsReal => Before is null;

    /// <summary>How many guesses are taken as true.</summary>
    public int Depth { get; }

    /// <summary>The calls that this world has asked for beyond the world before it, and that have no value in it yet.</summary>
    public IReadOnlyList<Call> Due => due;

    /// <summary>The call asked for last; null before the first. A loop needs no more to know what comes next.</summary>
    public Call? Last
    {
        get
        {
            for (var world = this; world is not null; world = world.Before)
                if (world.last is { } call) return call;
            return null;
        }
    }

    /// <summary>What is read of a slot, or null while it is neither known nor guessed.</summary>
    public Value? Read(Reading reading)
    {
        for (var world = this; world is not null; world = world.Before)
        {
            if (world.values is not null && world.values.TryGetValue(reading.Slot, out var whole)) return reading.Of(whole);
            if (world.Guess is { } guess && guess.Reading.Slot == reading.Slot)
            {
                if (guess.Reading == reading) return guess.Value;
                if (guess.Reading.Path is "$") return reading.Of(guess.Value);
            }
        }

        return null;
    }

    /// <summary>What a call reads: a guess that the real world has accepted for it in place of the truth, else the truth.</summary>
    /// <param name="reader">The slot of the call that reads.</param>
    /// <param name="dependency">What it reads.</param>
    public Value? ReadFor(string reader, Dependency dependency)
    {
        ArgumentNullException.ThrowIfNull(dependency);
        return (dependency.Equivalence is null ? null : AcceptedBy(reader, dependency.Reading)) ?? Read(dependency.Reading);
    }

    /// <summary>The whole value of a slot, or null.</summary>
    public Value? Read(string slot) => Read(new Reading(slot));

    /// <summary>Whether something of a slot is taken as true here on a guess, and not because a call has returned it.</summary>
    public bool IsGuessed(string slot)
    {
        for (var world = this; world.Guess is { } guess; world = world.Before!)
            if (guess.Reading.Slot == slot) return true;
        return false;
    }

    /// <summary>Whether the call of a slot has been asked for, here or in a world before.</summary>
    public bool HasAsked(string slot) => Asked(slot) is not null;

    /// <summary>The call asked for a slot, here or in a world before; null if none was.</summary>
    public Call? Asked(string slot)
    {
        for (var world = this; world is not null; world = world.Before)
            if (world.asked is not null && world.asked.TryGetValue(slot, out var call)) return call;
        return null;
    }

    /// <summary>How often an operation has been asked for with one input, here and in the worlds before.</summary>
    public int TimesAsked(Operation operation, Digest input)
    {
        var times = 0;
        for (var world = this; world is not null; world = world.Before)
        {
            if (world.asked is null) continue;
            foreach (var call in world.asked.Values)
                if (call.Key.Input == input && call.Operation.Name == operation.Name) times++;
        }

        return times;
    }

    /// <summary>A call that has been asked for, here or in a world before, and that reads a slot; null if there is none.</summary>
    public Call? ReaderOf(string slot)
    {
        for (var world = this; world is not null; world = world.Before)
        {
            if (world.asked is null) continue;
            foreach (var call in world.asked.Values)
                foreach (var dependency in call.Reads)
                    if (dependency.Reading.Slot == slot) return call;
        }

        return null;
    }

    /// <summary>What a call under way has produced so far, or null.</summary>
    public Growing? Growing(Key key) => shelf.Growing(key);

    /// <summary>Whether a call is under way, whoever started it.</summary>
    public bool IsUnderWay(Key key) => shelf.IsUnderWay(key);

    /// <summary>The output of a call that has finished, whoever started it, or null.</summary>
    public Value? Known(Key key) => shelf.Known(key);

    /// <summary>
    /// This world with a guess taken as true, and with all that follows from it and is known already. A program that throws on a guess,
    /// which need not be anything that its upstream would ever return, asks for nothing more there.
    /// </summary>
    public World Suppose(Guess guess, IProgram program)
    {
        var world = new World(this, guess);
        world.Settle(program);
        return world;
    }

    /// <summary>The guesses that a call stands on: those that gave it something to read, directly or through another call's output.</summary>
    public void Under(Call call, ICollection<Guess> guesses)
    {
        foreach (var dependency in call.Reads)
            if (!dependency.IsOrder) Under(dependency.Reading, guesses);
    }

    /// <summary>
    /// All guesses that have to hold for a call to be asked for: those that it stands on, then those that the calls whose outputs these
    /// guess stand on themselves, and so on. What those stand on that nobody guesses may be anything (<see cref="Value.Unknown"/>).
    /// </summary>
    public void UnderAll(Call call, ICollection<Guess> guesses)
    {
        var all = new List<Guess>();
        Under(call, all);
        var direct = all.Count;
        for (var i = 0; i < all.Count; i++)
            if (Asked(all[i].Reading.Slot) is { } upstream) Under(upstream, all);
        for (var i = 0; i < all.Count; i++)
            if (i < direct || !ReferenceEquals(all[i].Value, Value.Unknown)) guesses.Add(all[i]);
    }

    internal void Know(string slot, Value value) => (values ??= [])[slot] = value;

    /// <summary>The guess that a call goes on with in place of the truth; null: it reads the truth.</summary>
    internal Value? AcceptedBy(string reader, Reading reading)
    {
        var root = this;
        while (root.Before is { } before) root = before;
        return root.accepted?.GetValueOrDefault((reader, reading));
    }

    /// <summary>From now on a call reads this, though it is only equivalent to the truth.</summary>
    internal void Accept(string reader, Reading reading, Value guessed) => (accepted ??= [])[(reader, reading)] = guessed;

    /// <summary>A call reads the truth again. Whether it did not before.</summary>
    internal bool Withdraw(string reader)
    {
        if (accepted is null) return false;
        var before = accepted.Count;
        foreach (var id in accepted.Keys.Where(id => id.Reader == reader).ToList()) accepted.Remove(id);
        return accepted.Count < before;
    }

    internal void Ask(Call call)
    {
        (asked ??= [])[call.Slot] = call;
        last = call;
    }

    /// <summary>A call was asked for in vain: the program may ask for it again.</summary>
    internal void Unask(string slot) => asked?.Remove(slot);

    private void Under(Reading reading, ICollection<Guess> guesses)
    {
        for (var world = this; world.Before is not null; world = world.Before)
        {
            if (world.values?.ContainsKey(reading.Slot) == true)
            {
                Under(world.Asked(reading.Slot)!, guesses);
                return;
            }

            if (world.Guess!.Reading == reading || world.Guess.Reading == new Reading(reading.Slot))
            {
                if (!guesses.Contains(world.Guess)) guesses.Add(world.Guess);
                return;
            }
        }
    }

    private void Settle(IProgram program)
    {
        for (var more = true; more;)
        {
            more = false;
            var first = due.Count;
            if (!TryNext(program)) due.RemoveRange(first, due.Count - first);
            for (var i = first; i < due.Count; i++) Ask(due[i]);
            for (var i = due.Count - 1; i >= 0; i--)
            {
                if (shelf.Known(due[i].Key) is not { } value) continue;
                Know(due[i].Slot, value);
                due.RemoveAt(i);
                more = true;
            }
        }
    }

    private bool TryNext(IProgram program)
    {
        try
        {
            program.Next(this, due);
            return true;
        }
#pragma warning disable CA1031 // a guess may be anything, and so may what a user's program makes of it (law 6)
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
