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

    /// <summary>The position of a call in the record; past its end for what the record does not have.</summary>
    public int PositionOf(Call call) => program.PositionOf(call);

    /// <summary>Whether the real world will ask for a call there if all that it stands on is right.</summary>
    public bool WillBeAsked(Call call) => program.IsAsRecorded(call);

    /// <summary>The position at which the record makes this very call of a tool; null if it never does.</summary>
    public int? UseOf(Call tool) => program.UseOf(tool);

    /// <summary>All steps, upstream before downstream, with what each waits for.</summary>
    public IReadOnlyList<Stage> Stages()
    {
        var stages = new List<Stage>(run.Steps.Count);
        var positions = new Dictionary<string, int>();
        foreach (var step in run.Steps)
        {
            var at = positions[step.Id] = stages.Count;
            var stage = new Stage(at, program.SlotAt(at), step.Duration, program.OperationAt(at), world.Output(at));
            foreach (var after in step.After)
                stage.Await(positions[after.Id], new Reading(program.SlotAt(positions[after.Id]), after.Reads ?? "$"));
            stages.Add(stage);
        }

        return stages;
    }

    /// <summary>How many steps from this one on until the drafter is wrong or the plan ends, that step included: DSP's k*.</summary>
    public int IdealDepth(Call call)
    {
        var first = program.PositionOf(call);
        for (var i = first; i < run.Steps.Count; i++)
            if (i == run.Steps.Count - 1 || !IsDrafted(i)) return i - first + 1;
        return 1;
    }

    private bool IsDrafted(int position) =>
        run.Steps[position].Guesses is [{ Failed: false } guess, ..] && RecordedValues.ValueOf(guess).Equals(world.Output(position));
}
