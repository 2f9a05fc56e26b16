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

    /// <summary>Whether guesses of its output are in hand already, and not only foreseen.</summary>
    public bool IsHeard { get; private set; }

    public void Await(int upstream, Reading reading) => reads.Add((upstream, reading));

    /// <summary>Takes in what will be offered.</summary>
    public void Expect(List<Hint> offered) => Hints = offered;

    /// <summary>Takes in what is offered now. What was in hand once stays so. Whether anything has changed.</summary>
    public bool Hear(List<Hint> offered)
    {
        if (IsHeard) offered.AddRange(Hints.Where(h => h.Buy is null && !offered.Contains(h)));
        var isNews = !offered.SequenceEqual(Hints);
        (Hints, IsHeard) = (offered, true);
        return isNews;
    }

    /// <summary>Takes in what is in hand for a call of the step on another input: a right guess is right wherever it comes from.</summary>
    public bool Overhear(List<Hint> offered)
    {
        var more = offered.FindAll(h => h.IsUsable && !Hints.Contains(h));
        if (more.Count == 0 && (IsHeard || !offered.Exists(h => h.IsUsable))) return false;
        (Hints, IsHeard) = ([.. Hints, .. more], true);
        return true;
    }
}
