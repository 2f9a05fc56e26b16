using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Traces;

/// <summary>
/// What the dependencies of a trace read. A part that some outputs have and others have not is no matter: nothing is read then, and that
/// can be guessed. One that no output of its upstream has in the whole trace is a slip of the pen: each guess of it would come true. But a
/// recorder knows that nothing was there to be read, and says so (<see cref="Absent"/>).
/// </summary>
internal sealed class ReadPaths
{
    /// <summary>The field of a dependency that has read a part which its upstream's output had not, and so nothing.</summary>
    public const string Absent = "absent";

    private readonly Dictionary<Part, bool> isThere = [];
    private readonly List<(int Line, string Field, Part Part)> read = [];

    /// <summary>Takes in a run.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="workload">What was run.</param>
    /// <param name="steps">Its steps in the order of the file.</param>
    public void Add(int line, string workload, IReadOnlyList<TraceStep> steps)
    {
        Dictionary<string, TraceStep>? byId = null;
        for (var i = 0; i < steps.Count; i++)
        {
            for (var j = 0; j < steps[i].After.Count; j++)
            {
                if (steps[i].After[j] is not { Reads: { } path } dependency)
                    continue;
                byId ??= steps.ToDictionary(static s => s.Id, StringComparer.Ordinal);
                var upstream = byId[dependency.Id];
                var part = new Part(workload, upstream.Operation, path);
                read.Add((line, $"steps[{i}].after[{j}].reads", part));
                if (dependency.Extra.ContainsKey(Absent))
                    isThere[part] = true;
                // An output that is null says nothing of what others would have.
                else if (upstream.Output.ValueKind != JsonValueKind.Null)
                    isThere[part] = isThere.GetValueOrDefault(part) || new Reading("", path).Find(upstream.Output) is not null;
            }
        }
    }

    /// <summary>Every dependency on a part that is nowhere.</summary>
    public IEnumerable<SkippedLine> Nowhere() => read
        .Where(r => isThere.TryGetValue(r.Part, out var there) && !there)
        .Select(static r => new SkippedLine(
            r.Line, r.Field, $"no output of \"{r.Part.Operation}\" in this trace has {r.Part.Path}, so nobody can have read it"));

    private readonly record struct Part(string Workload, string Operation, string Path);
}
