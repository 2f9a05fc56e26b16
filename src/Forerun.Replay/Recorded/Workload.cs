using System.Collections.Concurrent;
using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// What the author of a workload has declared: its operations, each with the strictest effect that any of its steps has in the whole
/// file. An effect belongs to the operation, not to a moment of a run, so it is the one thing taken from what comes later.
/// </summary>
internal sealed class Workload
{
    private readonly Dictionary<string, TraceEffect> effects = [];
    private readonly ConcurrentDictionary<(string Name, string? Version, string? Model, StepKind Kind, Usd? Price, bool IsVerifier), Operation> operations = new(); // passes side by side share it

    private readonly Unrecorded unrecorded;

    public Workload(string name, IReadOnlyList<TraceRun> runs)
    {
        Name = name;
        unrecorded = new Unrecorded(runs);
        foreach (var step in runs.SelectMany(r => r.Steps))
            effects[step.Operation] = effects.TryGetValue(step.Operation, out var known) && known > step.Effect ? known : step.Effect;
    }

    public string Name { get; }

    /// <summary>Whether it is known what any step of an operation returned.</summary>
    public bool IsRecorded(Operation operation) => unrecorded.IsRecorded(Name, operation.Name);

    /// <summary>What a step returned; where that was not recorded, a value that nothing else is equal to.</summary>
    public Value OutputOf(TraceRun run, TraceStep step) =>
        unrecorded.IsRecorded(step) ? RecordedValues.OutputOf(step) : Value.Of($"(not recorded: step {step.Id} of run {run.Run})");

    public Operation Of(TraceStep step)
    {
        var declared = (step.Operation, step.Version, step.Model, step.Kind, step.Price, step.Verdict is not null);
        return operations.TryGetValue(declared, out var known) ? known : operations.GetOrAdd(declared, new Operation(step.Operation)
        {
            Version = step.Version ?? "",
            Kind = (OperationKind)step.Kind,
            Model = step.Model,
            Price = step.Price,
            IsVerifier = step.Verdict is not null, // what it is is its author's word, like its kind; what it said is not looked at
            Effect = effects[step.Operation] switch
            {
                TraceEffect.None => Effect.None,
                TraceEffect.Idempotent => Effect.Idempotent,
                TraceEffect.Staged => Effect.Staged,
                _ => Effect.Irreversible,
            },
        });
    }

    /// <summary>Every step comes after the one before it: an agent loop or a conversation.</summary>
    public static bool IsChain(IReadOnlyList<TraceStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var after = steps[i].After;
            if (i == 0 ? after.Count != 0 : after is not [{ Reads: null, Type: null } only] || only.Id != steps[i - 1].Id) return false;
        }

        return true;
    }
}
