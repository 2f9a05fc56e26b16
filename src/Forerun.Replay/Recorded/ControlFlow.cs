using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// What the real path has shown of an agent's loop, in the runs that have finished and in this one so far: its operations, and which
/// follows which. What a file says of later is not in here.
/// </summary>
internal sealed class ControlFlow
{
    private readonly Dictionary<string, Operation> operations = [];
    private readonly Dictionary<string, Followers> followers = [];
    private Operation? person;

    /// <summary>The real path has asked for an operation, after another or as its first.</summary>
    public void Show(Operation? before, Operation operation)
    {
        operations[operation.Name] = operation;
        if (before is null) return;
        if (operation.Kind == OperationKind.Human) person ??= operation;
        if (!followers.TryGetValue(before.Name, out var after)) followers[before.Name] = after = new Followers();
        after.Add(operation);
    }

    /// <summary>A control flow that has been shown the same and is shown more by itself.</summary>
    public ControlFlow Copy()
    {
        var copy = new ControlFlow { person = person };
        foreach (var (name, operation) in operations) copy.operations[name] = operation;
        foreach (var (name, after) in followers) copy.followers[name] = after.Copy();
        return copy;
    }

    /// <summary>
    /// What follows a step and its output: the tool that the output calls, a person where it replies, nothing after TERMINATE, else the
    /// operation that has followed most often; after a model's first step the same again, since an agent loops. Null: nobody can tell.
    /// </summary>
    public Operation? Next(Operation operation, Value output)
    {
        if (output.Is("TERMINATE")) return null;
        if (output.Json.ValueKind == JsonValueKind.Object)
        {
            if (output.Json.TryGetArguments(out _) && output.Json.GetProperty("tool") is { ValueKind: JsonValueKind.String } tool)
                return operations.GetValueOrDefault(tool.GetString()!);
            if (person is not null && output.Json.TryGetProperty("reply", out _)) return person;
        }

        if (followers.TryGetValue(operation.Name, out var after)) return after.Most;
        return operation.Kind == OperationKind.Model ? operation : null;
    }

    /// <summary>The operations that followed one, counted by name; of two as frequent the first to become so.</summary>
    private sealed class Followers
    {
        private Dictionary<string, int> counts = [];
        private int most;

        public Operation? Most { get; private set; }

        public Followers Copy() => new() { counts = new(counts), most = most, Most = Most };

        public void Add(Operation operation)
        {
            var count = counts[operation.Name] = counts.GetValueOrDefault(operation.Name) + 1;
            if (count <= most) return;
            most = count;
            Most = operation;
        }
    }
}
