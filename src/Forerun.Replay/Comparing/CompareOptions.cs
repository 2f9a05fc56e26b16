namespace Forerun.Replay.Comparing;

/// <summary>How to compare.</summary>
public sealed record CompareOptions
{
    /// <summary>How each policy replays the trace. Its policy and its ledger are not used.</summary>
    public ReplayOptions Replay { get; init; } = new();

    /// <summary>The policies by name; null (default): all, as <see cref="Lineup"/> has them. The brackets are always there.</summary>
    public IReadOnlyList<string>? Policies { get; init; }

    /// <summary>What dollars and tokens are compared with. Default: the sequential run.</summary>
    public Baseline Baseline { get; init; }

    /// <summary>Draws the resamples of the intervals. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether each policy that has a dial is replayed at 0, 0.25, 0.5, 0.75 and 1 as well. Default: no.</summary>
    public bool DialSweep { get; init; }

    /// <summary>Whether each policy that heeds the value of time is replayed at 0.1, 0.3, 1 and 3 times it as well. Default: no.</summary>
    public bool ValueSweep { get; init; }
}
