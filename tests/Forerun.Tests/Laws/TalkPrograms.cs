using Forerun.Effects;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Laws;

/// <summary>Random DAGs of which most results reach further than their run: samples, reads, facts, and now and then a write.</summary>
internal static class TalkPrograms
{
    private static readonly Operation[] Harmless =
    [
        new("think") { Model = "small", Effect = Effect.None, Reach = Reach.Conversation },
        new("look") { Kind = OperationKind.Tool, Effect = Effect.None, Reach = Reach.Conversation },
        new("search") { Kind = OperationKind.Tool, Effect = Effect.None, Reach = Reach.Tenant, FreshFor = TimeSpan.FromSeconds(5) },
        new("sum") { Model = "large", Effect = Effect.None, Reach = Reach.Tenant, Deterministic = true, Tries = 3 },
        new("note") { Model = "small", Effect = Effect.None },
    ];

    private static readonly Operation[] Writes =
    [
        new("pay") { Kind = OperationKind.Tool, Effect = Effect.Irreversible },
        new("send") { Kind = OperationKind.Tool, Effect = Effect.Staged },
        new("put") { Kind = OperationKind.Tool, Effect = Effect.Idempotent, Tries = 3 },
    ];

    public static Graph Of(int seed)
    {
        var draws = Draws.Of(seed, "talk program");
        var nodes = new List<Node>();
        for (var count = 5 + draws.Below(6); nodes.Count < count;)
        {
            var operation = nodes.Count > 1 && draws.Chance(0.12) ? draws.Of(Writes) : draws.Of(Harmless);
            var after = nodes.Count == 0 ? [] : Enumerable.Range(0, 1 + draws.Below(2))
                .Select(_ => nodes[draws.Chance(0.6) ? nodes.Count - 1 : draws.Below(nodes.Count)].Slot).Distinct()
                .Select(slot => new Dependency(new Reading(slot, "$.label"), "classifier", 4));
            nodes.Add(new Node($"n{nodes.Count + 1}", operation, [.. after]));
        }

        return new Graph("talk", nodes);
    }
}
