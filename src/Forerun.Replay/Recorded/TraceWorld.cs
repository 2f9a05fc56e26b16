using Forerun.Pricing;
using Forerun.Traces;
using Forerun.Running.VirtualTime;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// The world outside, as it was recorded. A call whose guesses are all right is the true step, begun early. What stands on a wrong
/// guess, or beyond the record, is stood in for by the recorded step and guess at the same position, else by the last.
/// </summary>
internal sealed class TraceWorld(TraceRun run, TraceProgram program) : IScriptSource
{
    private readonly Value?[] outputs = new Value?[run.Steps.Count];

    public Script Of(Call call)
    {
        if (call.Argument is Draft draft) return Of(draft);
        var position = Math.Min(program.PositionOf(call), run.Steps.Count - 1);
        var step = run.Steps[position];
        return new Script(step.Duration, Output(position), step.Usage ?? Unbilled(step));
    }

    /// <summary>A model call that says no usage has an unknown cost, never none; what is not a model has no tokens.</summary>
    private static TokenUsage? Unbilled(TraceStep step) => step.Kind == StepKind.Model ? null : TokenUsage.Zero;

    /// <summary>The recorded output of a step.</summary>
    public Value Output(int position) => outputs[position] ??= RecordedValues.OutputOf(run.Steps[position]);

    private static Script Of(Draft draft) => new(
        draft.Guess.Duration ?? TimeSpan.FromSeconds(TraceGuess.FailedSeconds),
        draft.Guess.Failed ? Value.From(new { failed = draft.Guess.By }) : RecordedValues.ValueOf(draft.Guess),
        draft.Guess.Usage ?? TokenUsage.Zero);
}
