using Forerun.Effects;

namespace Forerun.Workflows;

/// <summary>
/// A DAG of operations. Each node is asked for when all that it depends on is known. Nodes with an effect that no dependency orders
/// are ordered as they were declared, so that effects leave in one order, however fast the branches are.
/// </summary>
public sealed class Graph : IProgram
{
    private readonly IReadOnlyList<Node> nodes;
    private readonly string answer;

    /// <summary>A graph of nodes in an order in which each follows what it depends on.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="nodes">At least one node; slots are unique.</param>
    /// <param name="answer">The slot whose value answers the run; default: the last node's.</param>
    /// <param name="given">Values that are known before the run begins, by slots that no node has. Default: none.</param>
    /// <exception cref="ArgumentException">No node, a slot used twice, a dependency on a slot that is not declared before, an operation that contradicts itself, or an effect that would follow from what is merely equivalent.</exception>
    public Graph(string name, IEnumerable<Node> nodes, string? answer = null, IReadOnlyDictionary<string, Value>? given = null)
    {
        Name = name;
        this.nodes = [.. Ordered(nodes, given)];
        if (this.nodes.Count == 0) throw new ArgumentException($"Workflow '{name}' has no operation.", nameof(nodes));
        this.answer = answer ?? this.nodes[^1].Slot;
        Plan = [.. this.nodes.Select(n => new PlannedCall(n.Slot, n.Operation, n.After))];
        if (Lossy.Errors(Plan).ToList() is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(nodes));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<PlannedCall> Plan { get; }

    /// <inheritdoc/>
    public void Next(World world, ICollection<Call> due)
    {
        foreach (var node in nodes)
            if (!world.HasAsked(node.Slot) && node.TryCall(world) is { } call) due.Add(call);
    }

    /// <inheritdoc/>
    public Value? Answer(World world)
    {
        foreach (var node in nodes)
            if (world.Read(node.Slot) is null) return null;
        return world.Read(answer);
    }

    private static List<Node> Ordered(IEnumerable<Node> nodes, IReadOnlyDictionary<string, Value>? given)
    {
        var ordered = new List<Node>();
        var before = (given?.Keys ?? []).ToDictionary(slot => slot, _ => new HashSet<string>());
        var occurrences = new Dictionary<string, int>();
        Node? effect = null;
        foreach (var declared in nodes)
        {
            var node = declared;
            node.Operation.Check(nameof(nodes));
            if (before.ContainsKey(node.Slot)) throw new ArgumentException($"Slot '{node.Slot}' is declared twice.", nameof(nodes));
            var known = new HashSet<string> { node.Slot };
            if (node.After.FirstOrDefault(d => d.Reading.Path.Length > 0 && !Reading.IsPath(d.Reading.Path)) is { Reading: var reading })
                throw new ArgumentException($"'{node.Slot}' reads '{reading.Path}' of '{reading.Slot}', which is no path; write '$', '$.name' or '$.items[0].id'.", nameof(nodes));
            foreach (var dependency in node.After)
                known.UnionWith(before.TryGetValue(dependency.Reading.Slot, out var set) ? set : throw new ArgumentException(
                    $"'{node.Slot}' depends on '{dependency.Reading.Slot}', which is not declared before it.", nameof(nodes)));
            if (node.Operation.Effect != Effect.None && effect is not null && !known.Contains(effect.Slot))
            {
                node = node with { After = [.. node.After, new Dependency(new Reading(effect.Slot), Dependency.Order)] };
                known.UnionWith(before[effect.Slot]);
            }

            if (node.Operation.Effect != Effect.None) effect = node;
            before[node.Slot] = known;
            occurrences[node.Operation.KeyName] = occurrences.TryGetValue(node.Operation.KeyName, out var n) ? n + 1 : 0;
            ordered.Add(node with { Occurrence = occurrences[node.Operation.KeyName], Given = given });
        }

        return ordered;
    }
}

/// <summary>A node of a <see cref="Graph"/>.</summary>
/// <param name="Slot">Its name, unique in the graph.</param>
/// <param name="Operation">What it runs.</param>
/// <param name="After">What it depends on, in the order in which its input is made.</param>
public sealed record Node(string Slot, Operation Operation, IReadOnlyList<Dependency> After)
{
    /// <summary>Makes the input from what was read, for whoever performs the call. Default: the values themselves.</summary>
    public Func<IReadOnlyList<Value>, object?>? Argument { get; init; }

    internal int Occurrence { get; init; }

    internal IReadOnlyDictionary<string, Value>? Given { get; init; }

    internal Call? TryCall(World world)
    {
        var values = After.Count == 0 ? [] : new Value[After.Count];
        var input = default(Digest);
        for (var i = 0; i < values.Length; i++)
        {
            if (Read(world, After[i]) is not { } value) return null;
            values[i] = value;
            if (!After[i].IsOrder) input = input.Then(value.Digest);
        }

        return new Call(Slot, Operation, input, After, Occurrence, Argument is null ? values : Argument(values));
    }

    private Value? Read(World world, Dependency dependency) =>
        Given is not null && Given.TryGetValue(dependency.Reading.Slot, out var known) ? dependency.Reading.Of(known) : world.ReadFor(Slot, dependency);
}
