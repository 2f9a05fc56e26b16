using Forerun.Learning;
using Forerun.Pricing;
using Forerun.Traces;
using Forerun.Running.VirtualTime;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// The world outside, as it was recorded. A call whose guesses are all right is the true step, begun early. A tool does what its
/// arguments say, whenever it is called: it is the step that uses it, or takes what the tool takes by the forecast and returns nothing
/// that anybody will read. What else stands on a wrong guess, or beyond the record, is stood in for by the recorded step and guess at the
/// same position, else by the last.
/// </summary>
internal sealed class TraceWorld(TraceRun run, TraceProgram program, Forecasts forecasts) : IScriptSource
{
    private readonly Value?[] outputs = new Value?[run.Steps.Count];

    public Script Of(Call call)
    {
        if (call.Argument is Draft draft) return Of(draft);
        if (program.IsKeyed(call)) return program.UseOf(call) is { } use ? StepAt(use) : Unused(call);
        var position = Math.Min(program.PositionOf(call), run.Steps.Count - 1);
        return StepAt(position);
    }

    private Script StepAt(int position)
    {
        var step = run.Steps[position];
        return new Script(step.Duration, Output(position), step.Usage ?? Unbilled(step));
    }

    /// <summary>A tool called with what the record never calls it with takes the median of what it took so far.</summary>
    private Script Unused(Call call)
    {
        var took = forecasts.Of(run.Workload, call.Operation.KeyName)?.Remaining(TimeSpan.Zero) ?? default;
        return new Script(TimeSpan.FromTicks(took[Durations.Count / 2]), Value.Null, TokenUsage.Zero);
    }

    /// <summary>A model call that says no usage has an unknown cost, never none; what is not a model has no tokens.</summary>
    private static TokenUsage? Unbilled(TraceStep step) => step.Kind == StepKind.Model ? null : TokenUsage.Zero;

    /// <summary>The recorded output of a step.</summary>
    public Value Output(int position) => outputs[position] ??= program.OutputAt(position);

    private static Script Of(Draft draft) => new(
        draft.First.Duration ?? TimeSpan.FromSeconds(TraceGuess.FailedSeconds),
        draft.First.Failed ? Value.From(new { failed = draft.First.By }) : RecordedValues.ValueOf(draft.First),
        draft.First.Usage ?? TokenUsage.Zero);
}
