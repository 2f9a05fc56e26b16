using System.Runtime.InteropServices;

namespace Forerun.Running.Live;

/// <summary>
/// Makes many writers one: whoever posts first works the box off, the others leave their post and go on. No thread waits, and a run
/// that waits holds none.
/// </summary>
/// <param name="now">Time since the run began.</param>
/// <param name="handle">Takes in what happened, in order.</param>
/// <param name="fault">Takes in what that threw: whoever waits for the run must learn of it, and the box must go on.</param>
internal sealed class Mailbox(Func<TimeSpan> now, Action<ReadOnlySpan<RunEvent>> handle, Action<Exception> fault)
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

    /// <summary>Something has happened, and is taken in before anything that is posted later; the caller does not do that work.</summary>
    public void Leave(RunEvent happened)
    {
        lock (gate) posts.Add(happened with { At = now() });
        ThreadPool.UnsafeQueueUserWorkItem(static box => box.Work(), this, preferLocal: false);
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
                else Do((Action)post);
            }

            taken.Clear();
            if (batch.Count > 0) Handle();
            batch.Clear();
        }
    }

#pragma warning disable CA1031 // handed on; thrown here it would end the process or leave the box closed for ever
    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            fault(e);
        }
    }

    private void Handle()
    {
        try
        {
            handle(CollectionsMarshal.AsSpan(batch));
        }
        catch (Exception e)
        {
            fault(e);
        }
    }
#pragma warning restore CA1031

    private bool Take()
    {
        lock (gate)
        {
            (posts, taken) = (taken, posts);
            return isWorking = taken.Count > 0;
        }
    }
}
