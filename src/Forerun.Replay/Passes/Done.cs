namespace Forerun.Replay.Passes;

/// <summary>Counts the runs that are done, of all passes together, and tells in that order.</summary>
internal sealed class Done(IProgress<(int Done, int Of)>? progress, int of)
{
    private readonly Lock gate = new();
    private int done;

    public void Next()
    {
        if (progress is null) return;
        lock (gate) progress.Report((++done, of));
    }
}
