using System.Text.Json;
using Forerun.Effects;
using Forerun.Learning;
using Forerun.Ledgers;
using Forerun.Running.Live;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Recording;

/// <summary>What a run has really done, as a line of a trace.</summary>
public static class RecordedRun
{
    /// <summary>The trace of a run.</summary>
    /// <param name="run">What it has done.</param>
    /// <param name="veil">What hides its values.</param>
    /// <param name="workload">What was run; null: the workflow's name.</param>
    public static TraceRun Of(RunRecord run, Veil veil, string? workload = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(veil);
        var calls = run.Calls;
        var slots = calls.ToDictionary(c => c.Call.Slot, c => c.Output);
        var isChain = !run.AsksByItself && IsChain(calls);
        var steps = calls.Select(c => Step(c, veil) with { After = After(c, slots, isChain, veil) }).ToList();
        if (run.AsksByItself) steps = Asked.InTime(calls, steps, run.Result.End == RunEnd.Answered ? run.Result.AnsweredAt : null);
        return new TraceRun
        {
            Run = run.Tags.Run,
            Workload = workload ?? run.Tags.Workflow,
            Tenant = run.Tags.Tenant,
            Conversation = run.Tags.Conversation,
            Tokens = "measured",
            Steps = StepOrder.Of(steps),
            Extra = Marks.Of(veil, run.Result.End == RunEnd.Answered ? null : Marks.Word(run.Result.End)),
        };
    }

    private static TraceStep Step(RealCall call, Veil veil)
    {
        var operation = call.Call.Operation;
        return new TraceStep
        {
            Id = call.Call.Slot,
            Operation = operation.Name,
            Version = operation.Version.Length > 0 ? operation.Version : null,
            Kind = (StepKind)operation.Kind,
            Model = operation.Model,
            Effect = Of(operation.Effect),
            Input = operation.Kind == OperationKind.Tool && Input(call.Call.Argument) is { } input ? veil.Of(input) : null,
            Output = veil.Output(call.Output.Json),
            Duration = call.Took,
            FirstToken = call.FirstToken <= call.Took ? call.FirstToken : null,
            Usage = operation.Kind == OperationKind.Model ? call.Usage : null,
            Price = call.Shares is not null && operation.Kind != OperationKind.Model ? Pricing.Usd.Zero : operation.Price,
            Extra = call.Tries > 1 ? Marks.Of(("tries", call.Tries)) : Marks.None,
        };
    }

    /// <summary>What is not declared counts as irreversible, as everywhere.</summary>
    public static TraceEffect Of(Effect effect) => effect switch
    {
        Effect.None => TraceEffect.None,
        Effect.Idempotent => TraceEffect.Idempotent,
        Effect.Staged => TraceEffect.Staged,
        _ => TraceEffect.Irreversible,
    };

    private static JsonElement? Input(object? argument)
    {
        try
        {
            return argument switch
            {
                null => null,
                Value one => one.Json,
                IReadOnlyList<Value> { Count: 1 } only => only[0].Json,
                IReadOnlyList<Value> many => JsonSerializer.SerializeToElement(many.Select(v => v.Json)),
                _ => JsonSerializer.SerializeToElement(argument, argument.GetType()),
            };
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static List<TraceDependency> After(RealCall call, Dictionary<string, Value> slots, bool isChain, Veil veil)
    {
        var after = call.Call.Reads.Where(d => slots.ContainsKey(d.Reading.Slot))
            .Select(d => isChain ? new TraceDependency(d.Reading.Slot) : Of(d, slots[d.Reading.Slot], veil)).ToList();
        if (call.Shares is { } shared && after.TrueForAll(d => d.Id != shared)) after.Add(new TraceDependency(shared, Dependency.Order));
        return after;
    }

    private static TraceDependency Of(Dependency dependency, Value read, Veil veil) => new(
        dependency.Reading.Slot, dependency.IsOrder || DependencyTypes.IsKnown(dependency.Type) ? dependency.Type : null, dependency.Ways is >= 2 ? dependency.Ways : null,
        dependency.Reading.Path is "$" or "" ? null : veil.Path(dependency.Reading.Path, read.Json))
    {
        Extra = dependency.Reading.Find(read.Json) is null ? Marks.Of((ReadPaths.Absent, true)) : Marks.None,
    };

    /// <summary>An agent's loop is written in short, which is how a replay knows one.</summary>
    private static bool IsChain(IReadOnlyList<RealCall> calls) =>
        calls.All(c => c.Shares is null && c.Call.Reads is [] or [{ Type: "drafted_step" or "unknown", Reading.Path: "$" or "" }])
        && calls.Count(c => c.Call.Reads.Count == 0) == 1
        && calls.Where(c => c.Call.Reads.Count == 1).Select(c => c.Call.Reads[0].Reading.Slot).Distinct().Count() == calls.Count - 1;
}
