using Forerun.Running.Shelving;

namespace Forerun.Running.Live;

/// <summary>Has an outer shelf swept when what is on it may be idle, also if no run ever starts again. It waits only while something is there.</summary>
/// <param name="time">The clock.</param>
/// <param name="idleFor">After how long something is idle.</param>
internal sealed class Sweeping(TimeProvider time, TimeSpan idleFor)
{
    private readonly Lock gate = new();
    private ITimer? timer;

    /// <summary>Sweeps later, and again until nothing is left.</summary>
    public void Later(OuterShelf shelf)
    {
        lock (gate)
        {
            if (timer is not null || shelf.Count == 0) return;
            timer = time.CreateTimer(_ => Sweep(shelf), null, idleFor, Timeout.InfiniteTimeSpan);
        }
    }

    private void Sweep(OuterShelf shelf)
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
        }

        shelf.Sweep(time.GetUtcNow());
        Later(shelf);
    }
}
