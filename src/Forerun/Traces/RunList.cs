namespace Forerun.Traces;

/// <summary>The runs of a trace, each with an id of its own.</summary>
internal sealed class RunList
{
    private readonly List<(int Line, TraceRun Run)> _runs = [];
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>The runs of all lines but some.</summary>
    public IReadOnlyList<TraceRun> Without(IReadOnlySet<int> lines) => [.. _runs.Where(r => !lines.Contains(r.Line)).Select(static r => r.Run)];

    public void Add(int line, TraceRun run)
    {
        if (_seen.TryAdd(run.Run, 1))
        {
            _runs.Add((line, run));
            return;
        }
        string id;
        do
            id = $"{run.Run} ({++_seen[run.Run]})";
        while (!_seen.TryAdd(id, 1));
        _runs.Add((line, run with { Run = id }));
    }
}
