namespace Forerun.Aiming;

/// <summary>
/// What a workflow's recorded runs gave at several dials, to be kept: where its targets begin. Ours. A target is met by the highest dial that keeps the
/// dollars, or by the lowest that keeps the time; between two dials the line between them is taken.
/// </summary>
/// <param name="Workflow">Whose runs.</param>
/// <param name="Policy">Under which policy they were replayed.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Points">What each dial gave, by rising dial; at least one.</param>
public sealed record Front(string Workflow, string Policy, int Runs, IReadOnlyList<FrontPoint> Points)
{
    /// <summary>The dial that meets a target, or else comes nearest.</summary>
    public decimal DialFor(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var isMoney = target.ExtraPercent is not null;
        var bound = target.ExtraPercent ?? target.Within.Ticks / (decimal)TimeSpan.TicksPerSecond;
        var wanted = isMoney ? Points.Reverse().ToList() : [.. Points]; // what is wanted most comes first
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i].Of(target) > bound) continue;
            return i == 0 ? wanted[i].Dial : Between(wanted[i], wanted[i - 1], target, bound);
        }

        return wanted[^1].Dial;
    }

    /// <summary>The least of what a target bounds that one dial gives: percent, or seconds.</summary>
    public decimal Best(Target target) => Points.Min(p => p.Of(target));

    /// <summary>Where the line from a dial that keeps the bound to one that does not crosses it.</summary>
    private static decimal Between(FrontPoint kept, FrontPoint not, Target target, decimal bound) =>
        Math.Round(kept.Dial + ((not.Dial - kept.Dial) * (bound - kept.Of(target)) / (not.Of(target) - kept.Of(target))), 12);

    /// <summary>Equal if all it says is equal, points in their order.</summary>
    public bool Equals(Front? other) => other is not null && (Workflow, Policy, Runs) == (other.Workflow, other.Policy, other.Runs) && Points.SequenceEqual(other.Points);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Workflow, Policy, Runs, Points.Count);
}
