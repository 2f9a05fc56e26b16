namespace Forerun.Running.Live;

/// <summary>The times that a run waits for. Timers count whole milliseconds and may fire a little early; what is not due yet waits again.</summary>
/// <param name="time">The clock.</param>
/// <param name="now">Time since the run began.</param>
internal sealed class Timers(TimeProvider time, Func<TimeSpan> now)
{
    private readonly Lock gate = new();
    private HashSet<ITimer>? waiting;
    private bool isOver;

    public void At(TimeSpan at, Action action)
    {
        var wait = at - now();
        lock (gate)
        {
            if (isOver) return;
            ITimer? timer = null;
            timer = time.CreateTimer(_ => Ring(), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            (waiting ??= []).Add(timer);

            void Ring()
            {
                lock (gate)
                {
                    if (isOver) return;
                    if (timer is not null && waiting!.Remove(timer)) timer.Dispose();
                }

                if (now() < at) At(at, action);
                else action();
            }
        }
    }

    /// <summary>Nothing is waited for any more.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
            foreach (var timer in waiting ?? []) timer.Dispose();
            waiting = null;
        }
    }
}
