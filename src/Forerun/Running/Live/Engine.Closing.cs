namespace Forerun.Running.Live;

/// <content>How an engine ends: no new runs, no bets, and nothing left of those that were under way.</content>
public sealed partial class Engine
{
    private readonly TaskCompletionSource nobody = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isClosed;

    /// <summary>How many runs are under way or not settled yet.</summary>
    public int Runs => underWay.Count;

    /// <summary>
    /// Takes no new runs any more (<see cref="EngineClosedException"/>), drops every bet, lets real calls go on, and returns when nothing of
    /// any run is left: each awaited, charged and told to <see cref="EngineOptions.OnSettled"/>, and what it has taught learned. Speculation stays off.
    /// </summary>
    /// <param name="giveUp">Gives the runs up that are still under way: their calls are cancelled, and awaited all the same.</param>
    public async Task CloseAsync(CancellationToken giveUp = default)
    {
        lock (turning)
        {
            isClosed = true;
            if (underWay.IsEmpty) nobody.TrySetResult();
        }

        Turn(Settings);
        using var registration = giveUp.UnsafeRegister(static state => ((Engine)state!).AbortAll(), this);
        await nobody.Task.ConfigureAwait(false);
        if (training is not null) await training.Learning.ConfigureAwait(false);
    }

    private void AbortAll()
    {
        foreach (var run in underWay.Keys) run.Abort();
    }

    private void Leave(LiveRun run)
    {
        lock (turning)
        {
            underWay.TryRemove(run, out bool _);
            if (isClosed && underWay.IsEmpty) nobody.TrySetResult();
        }
    }
}
