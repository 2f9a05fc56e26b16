using Forerun.Policies;
using Forerun.Policies.FixedDepth;

namespace Forerun.Replay.Foresight;

/// <summary><c>logged</c>: the depths that the original system chose, each with the seconds that its predictor took.</summary>
internal sealed class LoggedPolicy(Record record) : EpisodePolicy
{
    private TimeSpan takes;

    public override string Name => "logged";

    protected override TimeSpan DepthTakes => takes;

    protected override int DepthFor(ISituation situation)
    {
        var step = record.StepOf(situation.Pending[0]);
        var logged = record.Logged?.Depths.FirstOrDefault(d => d.AtStep == step?.Id);
        takes = logged?.Predictor ?? TimeSpan.Zero;
        return logged?.Depth ?? 1;
    }
}
