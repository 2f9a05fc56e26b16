using Forerun.Ledgers;

namespace Forerun.Running.Live;

/// <summary>What stands between a try that has failed and the next: first its room is given back, then there must be room again.</summary>
internal sealed class NextTry
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource room = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the room of the failed try has been given back.</summary>
    public Task Released => released.Task;

    /// <summary>Done when there is room for the next try.</summary>
    public Task Room => room.Task;

    /// <summary>Whether it asks for room and has none yet.</summary>
    public bool Waits { get; private set; }

    /// <summary>Why there is no room; null: there is, or nobody knows yet.</summary>
    public string? Refusal { get; private set; }

    public void Release() => released.TrySetResult();

    public void Ask() => Waits = true;

    public void Grant()
    {
        Waits = false;
        room.TrySetResult();
    }

    public void Refuse(string why)
    {
        Waits = false;
        Refusal = why;
        room.TrySetException(new RunException(RunEnd.BudgetExceeded, why));
    }
}
