using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Policies.Sherlock;

/// <summary>
/// Where verifiers go when there are fewer of them than nodes: a change of the workflow before the run (Sherlock, arXiv 2511.00330, Alg. 1).
/// </summary>
public static class VerifierPlacement
{
    /// <summary>The slots to verify, first what needs it most: terminal nodes, then initial ones, then the others by fan-in.</summary>
    /// <remarks>
    /// The order is published: it was learned there from faults that were injected. Ours: among equals the order of declaration; and no
    /// verifier for a verifier, for what is verified already, for people, or for what has an effect, which would have left by then.
    /// </remarks>
    /// <param name="plan">The calls of a workflow, upstream before downstream.</param>
    public static IReadOnlyList<string> Order(IReadOnlyList<PlannedCall> plan)
    {
        var read = plan.SelectMany(Upstreams).ToHashSet();
        var verified = plan.Where(p => p.Operation.IsVerifier).SelectMany(Upstreams).ToHashSet();
        return [.. plan
            .Where(p => p.Operation is { IsVerifier: false, Effect: Effect.None, Kind: not OperationKind.Human } && !verified.Contains(p.Slot))
            .OrderBy(p => !read.Contains(p.Slot) ? 0 : !Upstreams(p).Any() ? 1 : 2)
            .ThenByDescending(p => Upstreams(p).Count())
            .Select(p => p.Slot)];
    }

    /// <summary>
    /// The nodes with verifiers placed among them. A verifier's slot is that of its node and <c>"/verified"</c>; whoever read the node reads
    /// the verifier, by the type <c>verified</c>.
    /// </summary>
    /// <param name="nodes">The nodes of a graph, upstream before downstream.</param>
    /// <param name="verifier">The verifier of a slot; its operation must have <see cref="Operation.IsVerifier"/>.</param>
    /// <param name="count">How many verifiers, at most. Not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    /// <exception cref="ArgumentException">The operation is no verifier.</exception>
    public static IReadOnlyList<Node> Place(IReadOnlyList<Node> nodes, Func<Node, Operation> verifier, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var chosen = Order([.. nodes.Select(n => new PlannedCall(n.Slot, n.Operation, n.After))]).Take(count).ToHashSet();
        List<Node> placed = [];
        foreach (var node in nodes)
        {
            placed.Add(node with { After = [.. node.After.Select(d => chosen.Contains(d.Reading.Slot) ? Verified(d) : d)] });
            if (!chosen.Contains(node.Slot)) continue;
            var operation = verifier(node);
            if (!operation.IsVerifier)
                throw new ArgumentException($"The verifier of '{node.Slot}' is '{operation.Name}', which is none: set IsVerifier.", nameof(verifier));
            placed.Add(new Node(SlotOf(node.Slot), operation, [new Dependency(new Reading(node.Slot), "free_text")]));
        }

        return placed;
    }

    private static string SlotOf(string slot) => $"{slot}/verified";

    private static Dependency Verified(Dependency dependency) =>
        dependency.IsOrder ? dependency : new Dependency(dependency.Reading with { Slot = SlotOf(dependency.Reading.Slot) }, "verified");

    private static IEnumerable<string> Upstreams(PlannedCall call) => call.After.Where(d => !d.IsOrder).Select(d => d.Reading.Slot).Distinct();
}
