using Forerun.Policies.FixedDepth;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// The agent loop of the published systems: a step is over when its target and its drafter are. Theirs lets the next episode wait for a
/// drafter that is slower than its target, and the second step for a depth that is still being predicted; our engine would not (law 4),
/// so the wait is part of the program that is replayed.
/// </summary>
internal sealed class EpisodeProgram(TraceProgram steps, RecordedDrafter drafter, EpisodePolicy policy) : IProgram
{
    public string Name => steps.Name;

    public string Topic => steps.Topic;

    public IReadOnlyList<PlannedCall> Plan => steps.Plan;

    public void Next(World world, ICollection<Call> due)
    {
        if (!world.IsReal || !(IsDrafting(world) || (policy.WaitsForDepth && IsDraftedRight(world)))) steps.Next(world, due);
    }

    public Value? Answer(World world) => IsDrafting(world) ? null : steps.Answer(world);

    private bool IsDrafting(World real) => DraftOf(real) is { } draft && real.IsUnderWay(draft.Key);

    private bool IsDraftedRight(World real) =>
        DraftOf(real) is { } draft && real.Known(draft.Key) is { } drafted && drafted.Equals(real.Read(real.Last!.Slot));

    private Call? DraftOf(World real) => real.Last is { } last ? drafter.CallFor(last) : null;
}
