using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>A step of the run that is foreseen: what the record says of it, and what is offered for its output.</summary>
internal sealed class Stage(int position, string slot, TimeSpan takes, Operation operation, Value truth)
{
    private readonly List<(int Upstream, Reading Reading)> reads = [];

    public int Position => position;

    public string Slot => slot;

    /// <summary>How long it takes.</summary>
    public TimeSpan Takes => takes;

    public Operation Operation => operation;

    /// <summary>What it will return.</summary>
    public Value Truth => truth;

    /// <summary>The steps that it waits for, by position, and what it reads of each.</summary>
    public IReadOnlyList<(int Upstream, Reading Reading)> Reads => reads;

    /// <summary>The call, as the real world will ask for it; null while the run's shape does not say that it will come.</summary>
    public Call? Call { get; set; }

    /// <summary>The guesses of its output that are of use.</summary>
    public IReadOnlyList<Hint> Hints { get; private set; } = [];

    /// <summary>The wrong guesses that call it before its time, and the steps of whose outputs they are.</summary>
    public List<(Stage Upstream, Hint Hint)> Prefetches { get; } = [];

    /// <summary>Whether it is a read of a world that it may find changed.</summary>
    public bool GoesStale => operation.GoesStale;

    public void Await(int upstream, Reading reading) => reads.Add((upstream, reading));

    /// <summary>Takes in what is offered now. What was in hand once stays so. Whether anything has changed.</summary>
    public bool Hear(List<Hint> offered)
    {
        foreach (var kept in Hints)
            if (kept.Buy is null && !offered.Contains(kept)) offered.Add(kept);
        if (offered.SequenceEqual(Hints)) return false;
        Hints = offered;
        return true;
    }
}
