namespace Forerun.AI.Speculating.Callers;

/// <summary>A tool that is running, for a caller who has asked for it or for one who may.</summary>
/// <param name="flight">Cancelled when nobody wants it any more.</param>
internal sealed class ToolRun(CancellationToken flight) : IDisposable
{
    private readonly CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(flight);

    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Whether nobody wants it any more.</summary>
    public bool IsDropped => flight.IsCancellationRequested;

    /// <summary>The caller who has asked for it gives up.</summary>
    public void Cancel()
    {
        try
        {
            cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return; // it has just ended
        }
    }

    public void Dispose() => cancellation.Dispose();
}
