using Forerun.Guessing;
using Forerun.Guessing.Tools;
using Forerun.Policies;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Passes;

/// <summary>
/// Stands beside a policy and counts how often the next read was guessed, tool and all arguments, when the decision before it started.
/// It changes nothing of what the policy does.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="patterns">Who guesses.</param>
internal sealed class ReadWitness(IPolicy policy, ToolPatterns patterns) : IPolicy
{
    private readonly Dictionary<string, List<Value>> guesses = [];
    private readonly List<Offer> offers = [];

    public string Name => policy.Name;

    /// <summary>Reads guessed first, and in three.</summary>
    public (int First, int Three) Guessed { get; private set; }

    /// <summary>Whether a tool is a read to be counted: without effect, and neither <c>calculate</c> nor <c>think</c>.</summary>
    public static bool IsRead(TraceStep step) => step is { Kind: StepKind.Tool, Effect: TraceEffect.None } && IsRead(step.Operation);

    public void Choose(ISituation situation, Choice choice)
    {
        foreach (var call in situation.Pending)
            if (call.Operation.Kind == OperationKind.Model && !guesses.ContainsKey(call.Slot)) guesses[call.Slot] = Guess(situation.Real, call);
        policy.Choose(situation, choice);
    }

    public void Observe(Call call, Value value)
    {
        if (guesses.TryGetValue(call.Slot, out var made) && made.IndexOf(value) is var rank && rank >= 0)
            Guessed = (Guessed.First + (rank == 0 ? 1 : 0), Guessed.Three + 1);
        policy.Observe(call, value);
    }

    private static bool IsRead(string operation) => operation is not ("calculate" or "think");

    private List<Value> Guess(World real, Call decision)
    {
        offers.Clear();
        patterns.Offer(real, decision, new Reading(decision.Slot), offers);
        return [.. offers.Select(o => o.InHand!.Value).Where(v => IsRead(v.Json.GetProperty("tool").GetString()!)).Take(3)];
    }
}
