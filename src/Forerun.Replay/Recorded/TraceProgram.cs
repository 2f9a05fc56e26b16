using System.Text.Json;
using Forerun.Effects;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// A recorded run as a program. In the real world the record says what is due; in a supposed world only what has been shown of the
/// workload does: its control flow for a chain, the shape of finished runs for a graph. Nobody sees the future here but the policies
/// that are given the record anyway: for them what a chain asks for on a guess is what it recorded there.
/// </summary>
internal sealed class TraceProgram : IProgram
{
    private readonly TraceRun run;
    private readonly Workload workload;
    private readonly ControlFlow flow;
    private readonly bool isForeseen;
    private readonly Histories histories = new();
    private readonly IReadOnlyList<TraceStep> steps;
    private readonly IReadOnlyList<PlannedCall> expected;
    private readonly PlannedCall[] recorded;
    private readonly bool isChain;
    private Dictionary<Key, int>? toolCalls;
    private bool hasEnded;

    public TraceProgram(TraceRun run, Workload workload, Shape shape, ControlFlow flow, bool isForeseen)
    {
        this.run = run;
        this.workload = workload;
        this.flow = flow;
        this.isForeseen = isForeseen;
        steps = run.Steps;
        Topic = run.Task ?? "";
        isChain = Workload.IsChain(steps);
        expected = isChain ? [] : shape.Plan;
        recorded = isChain ? [] : [.. steps.Select(s => new PlannedCall(s.Id, workload.Of(s), [.. s.After.Select(Dependency)]))];
    }

    public string Name => workload.Name;

    public string Topic { get; }

    public IReadOnlyList<PlannedCall> Plan => expected;

    /// <summary>The run's own shape, for when it has finished.</summary>
    public IReadOnlyList<PlannedCall> OwnPlan => recorded;

    /// <summary>The real world, once it has been asked for something.</summary>
    public World? Real { get; private set; }

    public void Next(World world, ICollection<Call> due)
    {
        if (world.IsReal) Real = world;
        if (isChain) NextInChain(world, due);
        else if (world.IsReal) NextInGraph(world, recorded, due);
        else NextInGraph(world, expected, due);
    }

    public Value? Answer(World world)
    {
        if (isChain)
            return world.Last is { } last && PositionOf(last) == steps.Count - 1 ? world.Read(last.Slot) : null;
        foreach (var step in steps)
            if (world.Read(step.Id) is null) return null;
        return world.Read(steps[^1].Id);
    }

    /// <summary>The position of a call in the record, counted from 0; past its end for what the record does not have.</summary>
    public int PositionOf(Call call)
    {
        if (isChain) return int.Parse(call.Slot) - 1;
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Id == call.Slot) return i;
        return steps.Count;
    }

    /// <summary>The position at which the record makes this very call of a tool; null if it never does.</summary>
    public int? UseOf(Call tool) => (toolCalls ??= ToolCalls()).TryGetValue(tool.Key, out var position) ? position : null;

    /// <summary>The slot of the step at a position of the record.</summary>
    public string SlotAt(int position) => isChain ? $"{position + 1}" : steps[position].Id;

    /// <summary>What the step at a position of the record returned.</summary>
    public Value OutputAt(int position) => workload.OutputOf(run, steps[position]);

    /// <summary>The operation of the step at a position of the record.</summary>
    public Operation OperationAt(int position) => workload.Of(steps[position]);

    /// <summary>Whether a call is made as the record makes it: by the same operation, and of what is read there.</summary>
    public bool IsAsRecorded(Call call)
    {
        var at = PositionOf(call);
        if (at >= steps.Count || call.Operation.KeyName != workload.Of(steps[at]).KeyName) return false;
        return isChain || recorded[at].After.Select(d => d.Reading).SequenceEqual(call.Reads.Select(d => d.Reading));
    }

    /// <summary>Whether what a call returns depends on its key, wherever it stands: a tool of a chain, called with its arguments.</summary>
    public bool IsKeyed(Call call) => isChain && call.Operation.Kind == OperationKind.Tool && call.Reads.Count > 0 && call.Key.Input != HistoryOf(call);

    private void NextInChain(World world, ICollection<Call> due)
    {
        if (world.Last is not { } last)
        {
            var first = workload.Of(steps[0]);
            flow.Begin(first);
            due.Add(new Call("1", first, default, []));
            return;
        }

        if (world.Read(last.Slot) is not { } output) return;
        var position = PositionOf(last) + 1;
        var next = world.IsReal ? Recorded(position) : Supposed(position, last.Operation, output);
        if (world.IsReal && !hasEnded)
        {
            flow.Show(last.Operation, output, next);
            hasEnded = next is null;
        }

        if (next is not { } operation) return;
        var history = last.Argument is Digest before ? before : last.Key.Input;
        due.Add(InChain(world, (position + 1).ToString(), operation, histories.Then(history, output), output, last.Slot));
    }

    private Dictionary<Key, int> ToolCalls()
    {
        var asked = new Dictionary<(string, Digest), int>();
        var all = new Dictionary<Key, int>();
        for (var i = 1; isChain && i < steps.Count; i++)
        {
            if (steps[i].Kind != StepKind.Tool || !OutputAt(i - 1).Json.TryGetArguments(out var arguments)) continue;
            var (operation, input) = (workload.Of(steps[i]), Value.Of(arguments).Digest);
            var times = asked.GetValueOrDefault((operation.Name, input));
            asked[(operation.Name, input)] = times + 1;
            all.TryAdd(new Call("", operation, input, [], times).Key, i);
        }

        return all;
    }

    private static Digest? HistoryOf(Call call) => call.Argument as Digest?;

    private Operation? Recorded(int position) => position < steps.Count ? workload.Of(steps[position]) : null;

    private Operation? Supposed(int position, Operation before, Value output)
    {
        if (!isForeseen) return flow.Next(before, output);
        if (output.Is("TERMINATE")) return null;
        var own = Recorded(Math.Min(position, steps.Count - 1))!;
        return CallsAnother(output, own) ? flow.Next(before, output) : own;
    }

    /// <summary>Whether an output calls a tool, and another than the record does.</summary>
    private static bool CallsAnother(Value output, Operation own) =>
        output.Json.TryGetArguments(out _)
        && output.Json.GetProperty("tool") is { ValueKind: JsonValueKind.String } tool && !tool.ValueEquals(own.Name);

    /// <summary>A tool is called with its arguments; everything else with the history.</summary>
    private static Call InChain(World world, string slot, Operation operation, Digest history, Value output, string upstream)
    {
        var after = new[] { new Dependency(new Reading(upstream), "drafted_step") };
        if (operation.Kind != OperationKind.Tool || !output.Json.TryGetArguments(out var arguments))
            return new Call(slot, operation, history, after, 0, history);
        var input = Value.Of(arguments).Digest;
        return new Call(slot, operation, input, after, world.TimesAsked(operation, input), history);
    }

    private void NextInGraph(World world, IReadOnlyList<PlannedCall> plan, ICollection<Call> due)
    {
        for (var i = 0; i < plan.Count; i++)
        {
            var planned = plan[i];
            if (world.HasAsked(planned.Slot)) continue;
            var input = histories.Of(planned.Slot);
            var ready = true;
            foreach (var dependency in planned.After)
            {
                if (world.Read(dependency.Reading) is not { } value)
                {
                    ready = false;
                    break;
                }

                input = histories.Then(input, value);
            }

            if (ready) due.Add(new Call(planned.Slot, planned.Operation, input, planned.After));
        }
    }

    private static Dependency Dependency(TraceDependency after) =>
        new(new Reading(after.Id, after.Reads ?? "$"), after.Type ?? "unknown", after.Ways);
}
