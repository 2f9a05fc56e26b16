namespace Forerun.AI.Recording;

/// <summary>All calls that flow from here are one run, until disposed.</summary>
internal sealed class RunScope(Recorder recorder, AsyncLocal<RunScope?> ambient, string name, string? task, TimeSpan began) : IDisposable
{
    private readonly RunScope? before = ambient.Value;

    public string Name => name;

    public string? Task => task;

    /// <summary>When it was opened.</summary>
    public TimeSpan Began => began;

    public void Dispose()
    {
        ambient.Value = before;
        recorder.End(this);
    }
}
