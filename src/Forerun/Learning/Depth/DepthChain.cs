namespace Forerun.Learning.Depth;

/// <summary>
/// A chain that has closed: the states from a verified step on to the one whose draft was wrong, or after which the plan was at its end.
/// All of them lie on the true path. Its ideal depth k* is their number, since k counts the mismatching step.
/// </summary>
/// <remarks>
/// A chain closes at a true mismatch or end only, never because a budget k ran out: a depth that was too small would else be learned as the
/// truth (DSP's prediction-decoupled collection). States past the mismatch are not in it: nobody ever asks for them.
/// </remarks>
/// <param name="States">The states, in order; at least one.</param>
public sealed record DepthChain(IReadOnlyList<DepthState> States)
{
    /// <summary>The states, in order; at least one.</summary>
    public IReadOnlyList<DepthState> States { get; } =
        States.Count > 0 ? States : throw new ArgumentException("A chain has at least one state: the one whose draft was wrong.", nameof(States));

    /// <summary>
    /// The lambda-returns of the states, at gamma = 1: G_t = 1 + (1 − lambda)·V(s_(t+1)) + lambda·G_(t+1), and 1 for the last. Each step
    /// counts 1, the mismatching one too.
    /// </summary>
    /// <param name="value">V.</param>
    /// <param name="lambda">lambda, 0 to 1.</param>
    /// <param name="returns">Where they go, one for each state.</param>
    internal void Returns(Func<DepthState, double> value, double lambda, Span<double> returns)
    {
        returns[^1] = 1;
        for (var t = States.Count - 2; t >= 0; t--)
            returns[t] = 1 + ((1 - lambda) * value(States[t + 1])) + (lambda * returns[t + 1]);
    }
}

/// <summary>A closed chain, and what is to be learned from it.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Tau">tau of the expectile loss, above 0 and below 1; 0.5 is the squared error.</param>
public sealed record DepthLesson(DepthChain Chain, double Tau)
{
    /// <summary>tau of the expectile loss, above 0 and below 1; 0.5 is the squared error.</summary>
    public double Tau { get; } = Tau is > 0 and < 1 ? Tau : throw new ArgumentOutOfRangeException(nameof(Tau), Tau, "tau is above 0 and below 1.");
}
