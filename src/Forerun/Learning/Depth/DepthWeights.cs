namespace Forerun.Learning.Depth;

/// <summary>
/// V(s): how many steps from a state on the drafter is expected to be right, the first wrong one included. Linear in the features. Never
/// changes: the copy that serves, while another one learns. Safe from many threads.
/// </summary>
public sealed class DepthWeights
{
    /// <summary>What nobody has taught yet: V is 1 everywhere, the least that a depth can be.</summary>
    public static DepthWeights Fresh { get; } = new([]);

    private readonly float[] weights;

    internal DepthWeights(ReadOnlySpan<float> weights) => this.weights = weights.ToArray();

    /// <summary>V of a state, in steps.</summary>
    public double ValueOf(DepthState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return ValueOf(weights, state);
    }

    internal static double ValueOf(ReadOnlySpan<float> weights, DepthState state)
    {
        if (weights.IsEmpty) return 1;
        var sum = 0.0;
        foreach (var feature in state.Span) sum += weights[feature];
        return 1 + (sum * Scale(state));
    }

    /// <summary>Each feature counts 1/√n, so that the square of them all is 1, however long the text is.</summary>
    internal static double Scale(DepthState state) => 1 / Math.Sqrt(state.Span.Length);
}
