using System.Runtime.InteropServices;

namespace Forerun.Running.Live;

/// <summary>
/// Makes many writers one: whoever posts first works the box off, the others leave their post and go on. No thread waits, and a run
/// that waits holds none.
/// </summary>
/// <param name="now">Time since the run began.</param>
/// <param name="handle">Takes in what happened, in order.</param>
internal sealed class Mailbox(Func<TimeSpan> now, Action<ReadOnlySpan<RunEvent>> handle)
{
    private readonly Lock gate = new();
    private readonly List<RunEvent> batch = [];
    private List<object> posts = [], taken = [];
    private bool isWorking;

    /// <summary>Something has happened.</summary>
    public void Post(RunEvent happened)
    {
        lock (gate) posts.Add(happened with { At = now() });
        Work();
    }

    /// <summary>Something is to be done by the one writer.</summary>
    public void Post(Action action)
    {
        lock (gate) posts.Add(action);
        Work();
    }

    private void Work()
    {
        lock (gate)
        {
            if (isWorking) return;
            isWorking = true;
        }

        while (Take())
        {
            foreach (var post in taken)
            {
                if (post is RunEvent happened) batch.Add(happened);
                else ((Action)post)();
            }

            taken.Clear();
            if (batch.Count > 0) handle(CollectionsMarshal.AsSpan(batch));
            batch.Clear();
        }
    }

    private bool Take()
    {
        lock (gate)
        {
            (posts, taken) = (taken, posts);
            return isWorking = taken.Count > 0;
        }
    }
}
