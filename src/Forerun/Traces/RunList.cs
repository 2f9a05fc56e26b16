namespace Forerun.Traces;

/// <summary>The runs of a trace, each with an id of its own.</summary>
internal sealed class RunList
{
    private readonly List<TraceRun> _runs = [];
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public IReadOnlyList<TraceRun> Runs => _runs;

    public void Add(TraceRun run)
    {
        if (_seen.TryAdd(run.Run, 1))
        {
            _runs.Add(run);
            return;
        }
        string id;
        do
            id = $"{run.Run} ({++_seen[run.Run]})";
        while (!_seen.TryAdd(id, 1));
        _runs.Add(run with { Run = id });
    }
}
