namespace Forerun.Learning.Depth;

/// <summary>
/// V(s): how many steps from a state on the drafter is expected to be right, the first wrong one included. Linear in the features. Never
/// changes: the copy that serves, while another one learns. Safe from many threads.
/// </summary>
public sealed class DepthWeights
{
    /// <summary>For how many features that don't come again there is room (ours); at most twice as many have a weight.</summary>
    internal const int Room = 1 << 13;

    /// <summary>What nobody has taught yet: V is 1 everywhere, the least that a depth can be.</summary>
    public static DepthWeights Fresh { get; } = new(new Recent<float>(Room));

    private readonly Recent<float> weights;

    internal DepthWeights(Recent<float> weights) => this.weights = weights.Copy();

    /// <summary>V of a state, in steps.</summary>
    public double ValueOf(DepthState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return ValueOf(weights, state);
    }

    internal static double ValueOf(Recent<float> weights, DepthState state)
    {
        var sum = 0.0;
        foreach (var feature in state.Span) sum += weights.Find(feature) ?? 0;
        return 1 + (sum * Scale(state));
    }

    /// <summary>Each feature counts 1/√n, so that the square of them all is 1, however long the text is.</summary>
    internal static double Scale(DepthState state) => 1 / Math.Sqrt(state.Span.Length);
}
