namespace Forerun.Running.Attempts;

/// <summary>
/// The commit barrier: staged effects leave in the order in which the real world asked for them, each once. Being asked for is what
/// lets an effect leave, so adoption is the barrier.
/// </summary>
internal sealed class Commits(List<Command> commands)
{
    private readonly List<(string Slot, Attempt? Ready)> expected = [];
    private Attempt? leaving;

    /// <summary>Whether no effect is on its way out.</summary>
    public bool IsEmpty => leaving is null;

    /// <summary>The real world has asked for a staged effect.</summary>
    public void Expect(string slot) => expected.Add((slot, null));

    /// <summary>A staged effect that was asked for is prepared.</summary>
    public void Ready(string slot, Attempt attempt)
    {
        var at = expected.FindIndex(e => e.Slot == slot);
        if (at >= 0) expected[at] = (slot, attempt);
        Release();
    }

    /// <summary>The run has ended without an answer: what is not on its way out yet never leaves.</summary>
    public void Forget() => expected.Clear();

    /// <summary>A staged effect has left, or its leaving has failed.</summary>
    public void Left(Attempt attempt)
    {
        expected.RemoveAll(e => e.Ready == attempt);
        leaving = null;
        Release();
    }

    /// <summary>A staged effect will never be prepared: those behind it need not wait for it.</summary>
    public void GiveUp(string slot)
    {
        expected.RemoveAll(e => e.Slot == slot);
        Release();
    }

    private void Release()
    {
        if (leaving is not null || expected.Count == 0 || expected[0].Ready is not { } attempt) return;
        leaving = attempt;
        commands.Add(new Command(CommandKind.Commit, attempt));
    }
}
