namespace Forerun.Running.VirtualTime;

/// <summary>Time that passes only when nothing else is to be done. One clock serves any number of runs, in one thread.</summary>
public sealed class VirtualClock
{
    private readonly PriorityQueue<(VirtualRun? Run, RunEvent? Event, Action? Action), (TimeSpan At, long Order)> queue = new();
    private readonly List<VirtualRun> touched = [];
    private long order;

    /// <summary>The present.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Lets something happen at a time; at the present or before: next.</summary>
    public void At(TimeSpan at, Action action) => queue.Enqueue((null, null, action), (at < Now ? Now : at, order++));

    /// <summary>Goes on until nothing is left to happen. All that happens to a run in one moment reaches it together.</summary>
    public void Run(CancellationToken cancellation = default)
    {
        while (queue.TryPeek(out _, out var first))
        {
            cancellation.ThrowIfCancellationRequested();
            if (first.At > Now)
            {
                Now = first.At;
            }

            while (queue.TryPeek(out _, out var next) && next.At <= Now)
            {
                var (run, happened, action) = queue.Dequeue();
                action?.Invoke();
                if (run is not null && run.Take(happened!) && !touched.Contains(run)) touched.Add(run);
            }

            foreach (var run in touched) run.Step();
            touched.Clear();
        }
    }

    internal void At(TimeSpan at, VirtualRun run, RunEvent happened) =>
        queue.Enqueue((run, happened, null), (at < Now ? Now : at, order++));
}
