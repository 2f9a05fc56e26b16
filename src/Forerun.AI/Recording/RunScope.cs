namespace Forerun.AI.Recording;

/// <summary>All calls that flow from here are one run, until disposed.</summary>
internal sealed class RunScope(Recorder recorder, AsyncLocal<RunScope?> ambient, string name, string? task) : IDisposable
{
    private readonly RunScope? before = ambient.Value;

    public string Name => name;

    public string? Task => task;

    public void Dispose()
    {
        ambient.Value = before;
        recorder.End(this);
    }
}
