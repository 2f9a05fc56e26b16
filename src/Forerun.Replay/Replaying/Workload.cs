using Forerun.Effects;
using Forerun.Replay.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Replaying;

/// <summary>
/// What the author of a workload has declared, taken from all its runs: its operations with their effects, whether it is a chain, and
/// which operation follows which. No values, durations or lengths: those are the runs' own.
/// </summary>
internal sealed class Workload
{
    private readonly Dictionary<string, Operation> operations = [];
    private readonly Dictionary<string, Operation?> successors = [];

    public Workload(string name, IReadOnlyList<TraceRun> runs)
    {
        Name = name;
        IsChain = runs.All(r => IsChainOf(r.Steps));
        foreach (var run in runs)
        {
            for (var i = 0; i < run.Steps.Count; i++)
            {
                var operation = Of(run.Steps[i]);
                if (i + 1 == run.Steps.Count) break;
                var next = Of(run.Steps[i + 1]);
                successors[operation.Name] = successors.TryGetValue(operation.Name, out var other) && other != next ? null : next;
                if (next.Kind == OperationKind.Human) Person ??= next;
            }
        }
    }

    public string Name { get; }

    /// <summary>Every step comes after the one before it: an agent loop or a conversation.</summary>
    public bool IsChain { get; }

    private Operation? Person { get; }

    public Operation Of(TraceStep step)
    {
        if (operations.TryGetValue(step.Operation, out var known) && known.Model == step.Model) return known;
        return operations[step.Operation] = new Operation(step.Operation)
        {
            Version = step.Version ?? "",
            Kind = (OperationKind)step.Kind,
            Model = step.Model,
            Effect = step.Effect switch
            {
                TraceEffect.None => Effect.None,
                TraceEffect.Idempotent => Effect.Idempotent,
                TraceEffect.Staged => Effect.Staged,
                _ => Effect.Irreversible,
            },
        };
    }

    /// <summary>
    /// What follows a step and its output: the tool that the output calls, a person where it replies, nothing after TERMINATE, else the
    /// operation that always follows. Null: nobody can tell.
    /// </summary>
    public Operation? Next(Operation operation, Value output)
    {
        if (output.Is("TERMINATE")) return null;
        if (output.Json.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            if (output.Json.TryGetProperty("tool", out var tool) && tool.GetString() is { } name) return operations.GetValueOrDefault(name);
            if (output.Json.TryGetProperty("reply", out _) && Person is not null) return Person;
        }

        return successors.GetValueOrDefault(operation.Name);
    }

    private static bool IsChainOf(IReadOnlyList<TraceStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var after = steps[i].After;
            if (i == 0 ? after.Count != 0 : after is not [{ Reads: null, Type: null } only] || only.Id != steps[i - 1].Id) return false;
        }

        return true;
    }
}
