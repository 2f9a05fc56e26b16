namespace Forerun.Running.Live;

/// <summary>
/// Makes many writers one: whoever posts first works the box off, the others leave their post and go on. No thread waits, and a run
/// that waits holds none.
/// </summary>
internal sealed class Mailbox(Func<TimeSpan> now, Action<ReadOnlySpan<RunEvent>> handle)
{
    private readonly Lock gate = new();
    private List<(RunEvent Event, Action? Action)> posts = new(4), taken = new(4);
    private RunEvent[] batch = new RunEvent[4];
    private bool isWorking;

    public void Post(in RunEvent happened, Action? action = null)
    {
        lock (gate)
        {
            posts.Add((happened with { At = now() }, action));
            if (isWorking) return;
            isWorking = true;
        }

        Work();
    }

    private void Work()
    {
        while (true)
        {
            lock (gate)
            {
                if (posts.Count == 0)
                {
                    isWorking = false;
                    return;
                }

                (posts, taken) = (taken, posts);
            }

            var count = 0;
            if (batch.Length < taken.Count) batch = new RunEvent[taken.Count];
            foreach (var (happened, action) in taken)
            {
                if (action is null) batch[count++] = happened;
                else action();
            }

            taken.Clear();
            if (count > 0) handle(batch.AsSpan(0, count));
        }
    }
}
