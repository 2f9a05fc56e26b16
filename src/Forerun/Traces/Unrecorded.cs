using System.Text.Json;

namespace Forerun.Traces;

/// <summary>
/// Steps of which nobody wrote down what they returned. Such a step says null, or which tool is called and not with what; two of them are not
/// equal for that. Where a run says what became of its content, null is what was returned; what is code returns nothing. Else (ours) a model
/// or a person always says something, and of a tool it is taken for unrecorded where no step of its operation in the whole trace says anything.
/// </summary>
internal sealed class Unrecorded
{
    private const string Content = "content"; // written by our recorders, see Marks

    private readonly HashSet<TraceStep> steps = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(string Workload, string Operation)> recorded = [];

    public Unrecorded(IEnumerable<TraceRun> runs)
    {
        List<(string Workload, TraceStep Step)> bare = [];
        foreach (var run in runs)
        {
            foreach (var step in run.Steps)
            {
                if (step.Kind == StepKind.Code || run.Extra.ContainsKey(Content) || !IsBare(step.Output)) recorded.Add((run.Workload, step.Operation));
                else bare.Add((run.Workload, step));
            }
        }

        foreach (var (workload, step) in bare)
            if (!IsRecorded(workload, step.Operation) || (step.Kind != StepKind.Tool && step.Output.ValueKind == JsonValueKind.Null)) steps.Add(step);
    }

    /// <summary>How many steps there are of which it is not known what they returned.</summary>
    public int Count => steps.Count;

    /// <summary>Whether it is known what a step returned.</summary>
    public bool IsRecorded(TraceStep step) => !steps.Contains(step);

    /// <summary>Whether it is known what any step of an operation returned: else no guess of it can be checked.</summary>
    public bool IsRecorded(string workload, string operation) => recorded.Contains((workload, operation));

    private static bool IsBare(JsonElement output) => output.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.Object when output.TryGetProperty("calls"u8, out var calls) && calls.ValueKind == JsonValueKind.Array && calls.GetArrayLength() > 0 => calls.EnumerateArray().All(IsBareCall),
        _ => IsBareCall(output),
    };

    private static bool IsBareCall(JsonElement call) =>
        call.ValueKind == JsonValueKind.Object && call.TryGetProperty("tool"u8, out _) && (!call.TryGetProperty("arguments"u8, out var arguments) || arguments.ValueKind == JsonValueKind.Null);
}
