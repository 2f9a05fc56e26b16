using Forerun.Effects;

namespace Forerun.AI.Recording;

/// <summary>Which run a conversation belongs to, by the digest of its turns. A request that goes on from a reply belongs to the reply's run.</summary>
internal sealed class Threads
{
    private readonly Dictionary<Digest, List<Thread>> ends = [];

    /// <summary>A conversation has come so far, with a step.</summary>
    public void Add(Digest chain, OpenRun run, Draft step)
    {
        if (!ends.TryGetValue(chain, out var threads)) ends[chain] = threads = [];
        threads.Add(new Thread(run, step));
        run.Chains.Add(chain);
    }

    /// <summary>
    /// The longest conversation that a request goes on from, and how many of its messages that are. Of several that read the same, one
    /// that nobody has gone on from yet.
    /// </summary>
    public (Thread Thread, int Messages)? Find(Turns turns, Func<OpenRun, bool> mayBe)
    {
        foreach (var (chain, messages) in turns.LastFirst)
        {
            if (!ends.TryGetValue(chain, out var threads)) continue;
            var found = threads.FindLast(t => !t.IsContinued && mayBe(t.Run)) ?? threads.FindLast(t => mayBe(t.Run));
            if (found is null) continue;
            found.IsContinued = true;
            return (found, messages);
        }

        return null;
    }

    /// <summary>A run is written: nothing goes on from it any more.</summary>
    public void Forget(OpenRun run)
    {
        foreach (var chain in run.Chains)
            if (ends.TryGetValue(chain, out var threads) && threads.RemoveAll(t => t.Run == run) > 0 && threads.Count == 0) ends.Remove(chain);
    }
}

/// <summary>A conversation so far: the run it belongs to and the step at its end.</summary>
internal sealed record Thread(OpenRun Run, Draft Step)
{
    public bool IsContinued { get; set; }
}
