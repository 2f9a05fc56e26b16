using Forerun.Replay.Recorded;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>
/// What only the oracles and <c>logged</c> may look at: the record of the run that is being replayed, before virtual time has produced
/// it. No other policy is given one.
/// </summary>
internal sealed class Record(TraceRun run, TraceProgram program, TraceWorld world)
{
    public TraceLog? Logged => run.Logged;

    public TraceStep? StepOf(Call call) => program.PositionOf(call) is var at && at < run.Steps.Count ? run.Steps[at] : null;

    public Value? OutputOf(Call call) => program.PositionOf(call) is var at && at < run.Steps.Count ? world.Output(at) : null;

    public bool IsLast(Call call) => program.PositionOf(call) >= run.Steps.Count - 1;

    /// <summary>How many steps from this one on until the drafter is wrong or the plan ends, that step included: DSP's k*.</summary>
    public int IdealDepth(Call call)
    {
        var first = program.PositionOf(call);
        for (var i = first; i < run.Steps.Count; i++)
            if (i == run.Steps.Count - 1 || !IsDrafted(i)) return i - first + 1;
        return 1;
    }

    /// <summary>How long the steps take that can start on a right guess of this one: the next, and on as far as drafts are right.</summary>
    public TimeSpan Behind(Call call)
    {
        var sum = TimeSpan.Zero;
        for (var i = program.PositionOf(call) + 1; i < run.Steps.Count; i++)
        {
            sum += run.Steps[i].Duration;
            if (!IsDrafted(i)) break;
        }

        return sum;
    }

    private bool IsDrafted(int position) =>
        run.Steps[position].Guesses is [{ Failed: false } guess, ..] && RecordedValues.ValueOf(guess).Equals(world.Output(position));
}
