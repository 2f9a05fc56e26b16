using Forerun.Effects;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// What the author of a workload has declared, taken from all its runs: its operations, each with the strictest effect that any of its
/// steps has, and which operation follows which. No values, durations or lengths: those are the runs' own.
/// </summary>
internal sealed class Workload
{
    private readonly Dictionary<string, Operation> operations = [];
    private readonly Dictionary<string, TraceEffect> effects = [];
    private readonly Dictionary<string, Operation> successors;

    public Workload(string name, IReadOnlyList<TraceRun> runs)
    {
        Name = name;
        foreach (var step in runs.SelectMany(r => r.Steps))
            effects[step.Operation] = effects.TryGetValue(step.Operation, out var known) && known > step.Effect ? known : step.Effect;
        var pairs = runs.SelectMany(r => r.Steps.Zip(r.Steps.Skip(1), (one, next) => (From: Of(one).Name, To: Of(next)))).ToList();
        successors = pairs.GroupBy(p => p.From).ToDictionary(g => g.Key, g => g.GroupBy(p => p.To).MaxBy(n => n.Count())!.Key);
        Person = pairs.Select(p => p.To).FirstOrDefault(o => o.Kind == OperationKind.Human);
    }

    public string Name { get; }

    private Operation? Person { get; }

    public Operation Of(TraceStep step)
    {
        if (operations.TryGetValue(step.Operation, out var known) && known.Model == step.Model && known.Price == step.Price) return known;
        return operations[step.Operation] = new Operation(step.Operation)
        {
            Version = step.Version ?? "",
            Kind = (OperationKind)step.Kind,
            Model = step.Model,
            Price = step.Price,
            Effect = effects[step.Operation] switch
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
    /// operation that follows most often. Null: nobody can tell.
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
