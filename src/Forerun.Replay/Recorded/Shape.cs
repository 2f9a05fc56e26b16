using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// What finished runs have shown of a workload's shape: which calls come, and after which. A run's own record says nothing here before
/// it has finished, so a branch that was taken is not known before it is.
/// </summary>
internal sealed class Shape
{
    public IReadOnlyList<PlannedCall> Plan { get; private set; } = [];

    /// <summary>A shape that has been shown the same.</summary>
    public Shape Copy() => new() { Plan = Plan };

    /// <summary>A run has finished: the next is expected to look like it.</summary>
    public void Observe(IReadOnlyList<PlannedCall> run) => Plan = run;
}
