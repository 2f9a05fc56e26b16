using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Running.VirtualTime;
using Forerun.Workflows;

namespace Forerun.Testing;

/// <summary>
/// A world whose answers are a function of seed, operation, input and occurrence, whoever asks and when: so a speculative run can be
/// held against a sequential one. Calls take their time, use tokens, stream, fail at first or for good, and are deaf to their stop token.
/// A transient failure is counted by key, so that it is gone for whoever tries often enough. It writes down what it was asked for.
/// </summary>
/// <param name="seed">What decides everything.</param>
/// <param name="options">What it is like.</param>
/// <param name="clock">The clock by which its effects take hold: when a call ends, not when it begins. Null: when it begins.</param>
public sealed class ScriptedWorld(int seed, WorldOptions? options = null, VirtualClock? clock = null) : IScriptSource
{
    private readonly WorldOptions options = options ?? new WorldOptions();
    private readonly Dictionary<Key, int> started = [];
    private readonly Dictionary<Call, List<Script>> scripts = [];
    private readonly Dictionary<Script, List<TimeSpan>> tries = new(ReferenceEqualityComparer.Instance);
    private readonly List<Call> calls = [];
    private readonly List<Call> begun = [];
    private readonly List<Call> committed = [];
    private readonly List<Call> effects = [];
    private int version;

    /// <summary>All calls that were started, speculative ones too, in their order.</summary>
    public IReadOnlyList<Call> Calls => calls;

    /// <summary>The calls with an effect that the real world started, in their order.</summary>
    public IReadOnlyList<Call> Begun => begun;

    /// <summary>The staged effects that left, in their order.</summary>
    public IReadOnlyList<Call> Committed => committed;

    /// <summary>
    /// What the real world did to the world outside, in its order: calls with an effect when they began, staged ones when they left.
    /// </summary>
    public IReadOnlyList<Call> Effects => effects;

    /// <inheritdoc/>
    public Script Of(Call call)
    {
        var script = Script(call);
        calls.Add(call);
        if (!scripts.TryGetValue(call, out var known)) scripts[call] = known = [];
        known.Add(script);
        return script;
    }

    /// <inheritdoc/>
    public void Try(Script script)
    {
        if (!tries.TryGetValue(script, out var known)) tries[script] = known = [];
        known.Add(clock?.Now ?? TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Begin(Call call)
    {
        begun.Add(call);
        if (call.Operation.Effect == Effect.Staged) return;
        effects.Add(call);
        if (call.Operation.Admission == Admission.Admissible) return;
        if (clock is null) version++;
        else clock.At(clock.Now + scripts[call][^1].Duration, () => version++);
    }

    /// <inheritdoc/>
    public void Commit(Call call)
    {
        committed.Add(call);
        effects.Add(call);
        version++;
    }

    /// <summary>
    /// What a call returns when it succeeds: an object with a label, one of a few, and a text. A verifier mostly returns the object that it
    /// checks.
    /// </summary>
    public Value OutputOf(Call call)
    {
        var draws = DrawsOf(call, "output");
        var label = draws.Chance(0.12) ? RandomPrograms.Terminate : $"label-{(draws.Chance(0.6) ? 0 : draws.Below(4))}";
        if (Checked(call) is { } unchanged && draws.Chance(0.7)) return unchanged;
        var seen = options.Changing && call.Operation.GoesStale ? version : 0;
        return Value.From(new { label, text = $"{call.Operation.Name} says {draws.Below(1_000_000)} at {seen}" });
    }

    /// <summary>The scripts that a call has run by, one for each time that it was started.</summary>
    public IReadOnlyList<Script> ScriptsOf(Call call) => scripts.TryGetValue(call, out var known) ? known : [];

    /// <summary>When tries began that were not the first of their call.</summary>
    public IEnumerable<TimeSpan> LaterTries => tries.Values.SelectMany(t => t.Skip(1));

    /// <summary>How many tries of a script have begun, and the time from the first to the last of them.</summary>
    internal (int Count, TimeSpan Lost) TriesOf(Script script) =>
        tries.TryGetValue(script, out var known) ? (known.Count, known[^1] - known[0]) : default;

    private static Value? Checked(Call call)
    {
        if (!call.Operation.IsVerifier || call.Argument is not IReadOnlyList<Value> { Count: > 0 } values) return null;
        var first = call.Reads.Count == values.Count ? call.Reads.ToList().FindIndex(d => !d.IsOrder) : values.Count - 1;
        return first >= 0 && values[first].Json.ValueKind == System.Text.Json.JsonValueKind.Object ? values[first] : null;
    }

    private Script Script(Call call)
    {
        var output = call.Argument is Draft draft ? draft.Output : OutputOf(call);
        var draws = options.Even ? Draws.Of(seed, $"even {call.Operation.KeyName}") : DrawsOf(call, "script");
        var duration = draws.Chance(0.03) ? TimeSpan.Zero : draws.Seconds(0.05, 8);
        var usage = call.Operation.Kind == OperationKind.Model
            ? new TokenUsage(50 + draws.Below(1950), 10 + draws.Below(990))
            : null;
        var chunks = Enumerable.Range(1, draws.Below(4)).Select(i => (duration * (i / 5.0), new Growing(new string('.', i), i / 5m)));
        var stops = draws.Chance(options.Deaf) ? draws.Chance(0.3) ? duration : draws.Seconds(0.05, 3) : TimeSpan.Zero;
        return Fails(call, out var isForGood)
            ? new Script(draws.Chance(0.5) ? duration : duration / 2, isForGood && options.Answering ? output : Value.Null, draws.Chance(0.5) ? usage : null) { Error = "scripted to fail", IsAnswer = isForGood && options.Answering, StopsAfter = stops, FailedTries = FailedTries(call) }
            : new Script(duration, output, usage) { Chunks = [.. chunks], StopsAfter = stops, FailedTries = FailedTries(call) };
    }

    private List<(TokenUsage? Usage, TimeSpan Wait)> FailedTries(Call call)
    {
        var draws = DrawsOf(call, "tries");
        if (call.Operation.Kind != OperationKind.Model || !draws.Chance(options.Retried)) return [];
        return [.. Enumerable.Range(0, 1 + draws.Below(2)).Select(_ =>
            (draws.Chance(0.5) ? new TokenUsage(50 + draws.Below(1950), draws.Below(900)) : null, draws.Seconds(0, 3)))];
    }

    private bool Fails(Call call, out bool isForGood)
    {
        var times = started[call.Key] = started.GetValueOrDefault(call.Key) + 1;
        var draws = DrawsOf(call, "failures");
        isForGood = draws.Chance(options.Permanent);
        if (isForGood) return true;
        return draws.Chance(options.Transient) && times <= draws.Below(call.Operation.MostTries);
    }

    private Draws DrawsOf(Call call, string purpose) => Draws.Of(seed, $"{purpose} {call.Key} {call.Key.Occurrence}");
}

/// <summary>The argument of a simulated drafter's call: what it will say.</summary>
internal sealed record Draft(Value Output);
