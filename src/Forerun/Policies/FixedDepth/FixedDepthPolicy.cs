namespace Forerun.Policies.FixedDepth;

/// <summary><c>fixed-depth:K</c>: the drafter runs up to K steps ahead in every episode (Interactive Speculative Planning).</summary>
/// <param name="depth">K, at least 1. At 1 the drafter is paid and nothing is started early.</param>
public sealed class FixedDepthPolicy(int depth) : EpisodePolicy
{
    private readonly int depth = depth >= 1 ? depth : throw new ArgumentOutOfRangeException(nameof(depth), depth, "The depth is at least 1.");

    /// <inheritdoc/>
    public override string Name => $"fixed-depth:{depth}";

    /// <inheritdoc/>
    protected override int DepthFor(ISituation situation) => depth;
}
