using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>How long people still wait: until the last step is known, less the time in which only a person's step runs.</summary>
internal sealed class Waiting(IReadOnlyList<Stage> stages)
{
    private readonly bool hasPeople = stages.Any(s => s.Operation.Kind == OperationKind.Human);
    private readonly List<(TimeSpan At, int People, int Work)> changes = [];

    public TimeSpan Of(IReadOnlyList<Moment> moments, TimeSpan now)
    {
        var end = now;
        changes.Clear();
        foreach (var stage in stages)
        {
            var at = moments[stage.Position];
            if (at.Known > end) end = at.Known;
            if (!hasPeople || at.Known <= at.Asked) continue;
            var (people, work) = stage.Operation.Kind == OperationKind.Human ? (1, 0) : (0, 1);
            changes.Add((at.Asked, people, work));
            changes.Add((at.Known, -people, -work));
        }

        return end - now - OnlyPeople();
    }

    private TimeSpan OnlyPeople()
    {
        changes.Sort(static (one, other) => one.At.CompareTo(other.At));
        var (sum, last, people, work) = (TimeSpan.Zero, TimeSpan.Zero, 0, 0);
        foreach (var change in changes)
        {
            if (people > 0 && work == 0) sum += change.At - last;
            (last, people, work) = (change.At, people + change.People, work + change.Work);
        }

        return sum;
    }
}
