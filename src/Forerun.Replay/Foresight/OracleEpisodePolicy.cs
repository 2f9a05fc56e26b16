using Forerun.Policies;
using Forerun.Policies.FixedDepth;

namespace Forerun.Replay.Foresight;

/// <summary><c>oracle:episode</c>: episodes of the ideal depth, neither a step too long nor too short.</summary>
internal sealed class OracleEpisodePolicy(Record record) : EpisodePolicy
{
    public override string Name => "oracle:episode";

    protected override int DepthFor(ISituation situation) => record.IdealDepth(situation.Pending[0]);
}
