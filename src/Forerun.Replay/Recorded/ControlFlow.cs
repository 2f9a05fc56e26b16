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
    private readonly Dictionary<(string Before, bool IsReply), Followers> followers = [];
    private Operation? person;

    /// <summary>The real path has asked for its first operation.</summary>
    public void Begin(Operation operation) => operations[operation.Name] = operation;

    /// <summary>The real path has gone on after an operation and its output, to another; null: it has ended there.</summary>
    public void Show(Operation before, Value output, Operation? operation)
    {
        if (operation is not null) operations[operation.Name] = operation;
        if (operation?.Kind == OperationKind.Human) person ??= operation;
        var isReply = IsReply(output);
        if (output.Json.TryGetArguments(out _) || (operation is null && !isReply)) return; // a call and TERMINATE say themselves what follows
        var id = (before.Name, isReply);
        if (!followers.TryGetValue(id, out var after)) followers[id] = after = new Followers();
        after.Add(operation);
    }

    /// <summary>A control flow that has been shown the same and is shown more by itself.</summary>
    public ControlFlow Copy()
    {
        var copy = new ControlFlow { person = person };
        foreach (var (name, operation) in operations) copy.operations[name] = operation;
        foreach (var (id, after) in followers) copy.followers[id] = after.Copy();
        return copy;
    }

    /// <summary>
    /// What follows a step and its output: the tool that the output calls, nothing after TERMINATE, else what has followed most often, after a
    /// reply maybe the end; before anything has, a person after a reply, and after a model's first step the same again, since an agent loops.
    /// Null: nothing, or nobody can tell.
    /// </summary>
    public Operation? Next(Operation operation, Value output)
    {
        if (output.Is("TERMINATE")) return null;
        if (output.Json.TryGetArguments(out _))
            return output.Json.GetProperty("tool") is { ValueKind: JsonValueKind.String } tool ? operations.GetValueOrDefault(tool.GetString()!) : null;
        var isReply = IsReply(output);
        if (followers.TryGetValue((operation.Name, isReply), out var after)) return after.Most;
        if (isReply) return person;
        return operation.Kind == OperationKind.Model ? operation : null;
    }

    private static bool IsReply(Value output) => output.Json.ValueKind == JsonValueKind.Object && output.Json.TryGetProperty("reply", out _);

    /// <summary>The operations that followed one, counted by name, the end by none; of two as frequent the first to become so.</summary>
    private sealed class Followers
    {
        private Dictionary<string, int> counts = [];
        private int most;

        public Operation? Most { get; private set; }

        public Followers Copy() => new() { counts = new(counts), most = most, Most = Most };

        public void Add(Operation? operation)
        {
            var name = operation?.Name ?? "";
            var count = counts[name] = counts.GetValueOrDefault(name) + 1;
            if (count <= most) return;
            most = count;
            Most = operation;
        }
    }
}
