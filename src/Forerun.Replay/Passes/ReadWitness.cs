using Forerun.Guessing;
using Forerun.Guessing.Tools;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Passes;

/// <summary>
/// Counts how often the next read was guessed, tool and all arguments. What is guessed when a decision starts is what would be guessed
/// of it until it ends, since nothing is learned in between; so it is asked when the truth is there and before anything is learned of it.
/// </summary>
/// <param name="patterns">Who guesses.</param>
/// <param name="isHeard">Whether the policy hears the guesses; else they are only measured.</param>
internal sealed class ReadWitness(ToolPatterns patterns, bool isHeard) : IPredictor
{
    private readonly List<Offer> offers = [];

    /// <summary>Reads guessed first, and in three.</summary>
    public (int First, int Three) Guessed { get; private set; }

    /// <summary>Whether a step is a read to be counted: a tool without effect, and neither <c>calculate</c> nor <c>think</c>.</summary>
    public static bool IsRead(TraceStep step) => step is { Kind: StepKind.Tool, Effect: TraceEffect.None } && IsRead(step.Operation);

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (isHeard) patterns.Offer(world, upstream, reading, offers);
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        if (!readings.Any(r => r.Path == "$")) return; // it is heard when the whole is, once
        if (upstream.Operation.Kind == OperationKind.Model && Rank(real, upstream, value) is >= 0 and < 3 and var rank)
            Guessed = (Guessed.First + (rank == 0 ? 1 : 0), Guessed.Three + 1);
        patterns.Observe(real, upstream, value, readings);
    }

    private static bool IsRead(string operation) => operation is not ("calculate" or "think");

    private int Rank(World real, Call decision, Value truth)
    {
        offers.Clear();
        patterns.Offer(real, decision, new Reading(decision.Slot), offers);
        return offers.Where(o => IsRead(o.InHand!.Value.Json.GetProperty("tool").GetString()!)).Take(3).ToList()
            .FindIndex(o => o.InHand!.Value.Equals(truth));
    }
}
