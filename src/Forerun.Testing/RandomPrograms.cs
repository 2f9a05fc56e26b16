using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Testing;

/// <summary>
/// Random programs by seed: DAGs of 2 to 12 nodes with fan-out, fan-in and routers; agent loops; and rounds, in which each join says what
/// the next fan-out is. Outputs are expected to be objects with a <c>label</c>, as <see cref="ScriptedWorld"/> gives them; a loop or a
/// round ends at the label <c>TERMINATE</c>. What they do with any other output is to throw, as careless programs do.
/// </summary>
public static class RandomPrograms
{
    /// <summary>The label that ends a loop.</summary>
    public const string Terminate = "TERMINATE";

    private static readonly string[] Types = ["router_k_way", "classifier", "boolean_gate", "lookup", "drafted_step", "passthrough", "unknown"];

    /// <summary>The program of a seed.</summary>
    public static IProgram Of(int seed)
    {
        var draws = Draws.Of(seed, "program");
        var share = draws.Share();
        return share < 0.5 ? Dag(draws) : share < 0.8 ? Loop(draws) : Rounds(draws);
    }

    /// <summary>A loop of a seed.</summary>
    public static IProgram LoopOf(int seed) => Loop(Draws.Of(seed, "loop"));

    /// <summary>A DAG of a seed.</summary>
    public static IProgram DagOf(int seed) => Dag(Draws.Of(seed, "dag"));

    private static Graph Dag(Draws draws)
    {
        var operations = RandomOperations.Of(draws, 2 + draws.Below(6));
        var nodes = new List<Node>();
        for (var count = 2 + draws.Below(11); nodes.Count < count;)
        {
            var after = new List<Dependency>();
            for (var i = nodes.Count == 0 ? 0 : draws.Chance(0.1) ? 0 : 1 + draws.Below(3); i > 0; i--)
            {
                var upstream = nodes[draws.Chance(0.5) ? nodes.Count - 1 : draws.Below(nodes.Count)];
                after.Add(new Dependency(new Reading(upstream.Slot, draws.Chance(0.6) ? "$.label" : "$"), draws.Of(Types), 2 + draws.Below(4)));
            }

            nodes.Add(new Node($"n{nodes.Count + 1}", draws.Of(operations), after) { Argument = Strict });
        }

        return new Graph("dag", nodes);
    }

    private static AgentLoop Loop(Draws draws)
    {
        var operations = RandomOperations.Of(draws, 1 + draws.Below(5));
        var longest = 2 + draws.Below(12);
        return new AgentLoop(
            "loop", draws.Of(operations), (call, output) => int.Parse(call.Slot) >= longest ? null : Chosen(operations, output));
    }

    private static Rounds Rounds(Draws draws)
    {
        var operations = RandomOperations.Of(draws, 3 + draws.Below(4));
        var harmless = operations.Where(o => o.Effect == Effect.None).DefaultIfEmpty(new Operation("look") { Effect = Effect.None, Model = "small" });
        return new Rounds("rounds", [.. harmless], operations, 1 + draws.Below(4), 1 + draws.Below(4));
    }

    internal static Operation? Chosen(IReadOnlyList<Operation> operations, Value output)
    {
        var label = LabelOf(output);
        return label == Terminate ? null : operations[(int)(Digest.Of(label).A % (ulong)operations.Count)];
    }

    internal static string LabelOf(Value output) =>
        output.Json.GetProperty("label").GetString() ?? throw new FormatException($"No label in {output}.");

    /// <summary>A careless program: it takes for granted that what it reads is what its upstream really returns.</summary>
    private static object? Strict(IReadOnlyList<Value> values)
    {
        foreach (var value in values)
            if (value.Json.ValueKind == System.Text.Json.JsonValueKind.Object) LabelOf(value);
        return values;
    }
}
