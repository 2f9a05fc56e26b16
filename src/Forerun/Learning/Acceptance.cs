namespace Forerun.Learning;

/// <summary>The weights of one operation's acceptance, to be kept.</summary>
/// <param name="Operation">The operation whose outputs are guessed.</param>
/// <param name="Weights">The weights, in the order of the signs.</param>
/// <param name="Precisions">How sure each weight is: the larger, the less one more observation moves it.</param>
/// <param name="Seen">From how many guesses they were learned.</param>
public sealed record AcceptanceState(string Operation, IReadOnlyList<double> Weights, IReadOnlyList<double> Precisions, int Seen = 0)
{
    /// <summary>Equal if all it says is equal, weights and precisions in their order.</summary>
    public bool Equals(AcceptanceState? other) =>
        other is not null && Operation == other.Operation && Seen == other.Seen
        && Weights.SequenceEqual(other.Weights) && Precisions.SequenceEqual(other.Precisions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Operation, Seen);
}

/// <summary>
/// How likely a guess is to be accepted, given what can be seen of it beforehand: an online logistic regression for each operation (ours).
/// It starts from a prior and is taught by every output that becomes known, for each guess that was offered for it; a guess whose truth
/// never became known teaches nothing. It holds rates and no values. Safe from many runs at once.
/// </summary>
/// <remarks>
/// Each weight w has a precision s, the inverse of its variance, and one observation of a sign x that was right (y = 1) or wrong (y = 0)
/// and had probability p moves it by (y − p)·x / s, after s has grown by p·(1 − p)·x²: the diagonal Laplace approximation of a Bayesian
/// logistic regression (Bishop, <em>Pattern Recognition and Machine Learning</em>, 4.5). So it learns fast at first and settles.
/// </remarks>
/// <param name="prior">The weights that each operation starts from.</param>
/// <param name="variance">How unsure the prior's weights are, above 0. Default of ours: 0.2.</param>
public sealed class Acceptance(IReadOnlyList<double> prior, double variance = 0.2)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Fit> fits = [];

    /// <summary>The probability, above 0 and below 1, of a guess with these signs.</summary>
    public double Probability(string operation, ReadOnlySpan<double> signs)
    {
        lock (gate) return Of(fits.TryGetValue(operation, out var fit) ? fit.Weights : prior, signs);
    }

    /// <summary>Takes in whether a guess with these signs was right.</summary>
    public void Observe(string operation, ReadOnlySpan<double> signs, bool isRight)
    {
        lock (gate)
        {
            if (!fits.TryGetValue(operation, out var fit))
                fits[operation] = fit = new Fit([.. prior], [.. Enumerable.Repeat(1 / variance, prior.Count)]);
            var p = Of(fit.Weights, signs);
            var error = (isRight ? 1 : 0) - p;
            for (var i = 0; i < signs.Length; i++)
            {
                fit.Precisions[i] += p * (1 - p) * signs[i] * signs[i];
                fit.Weights[i] += error * signs[i] / fit.Precisions[i];
            }

            fit.Seen++;
        }
    }

    /// <summary>One that has seen the same and learns on by itself.</summary>
    public Acceptance Copy()
    {
        var copy = new Acceptance(prior, variance);
        copy.Restore(Snapshot());
        return copy;
    }

    /// <summary>All weights, to be kept.</summary>
    public IReadOnlyList<AcceptanceState> Snapshot()
    {
        lock (gate) return [.. fits.Select(f => new AcceptanceState(f.Key, [.. f.Value.Weights], [.. f.Value.Precisions], f.Value.Seen))];
    }

    /// <summary>Takes up what was kept; weights of another number of signs, or none that are numbers, are left alone.</summary>
    public void Restore(IEnumerable<AcceptanceState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        lock (gate)
            foreach (var state in states)
                if (IsWhole(state)) fits[state.Operation] = new Fit([.. state.Weights], [.. state.Precisions]) { Seen = state.Seen };
    }

    /// <summary>ln(p / (1 − p)) of a probability, which is first brought into 0.001 to 0.999.</summary>
    public static double Logit(double probability)
    {
        var p = Math.Clamp(probability, 0.001, 0.999);
        return Math.Log(p / (1 - p));
    }

    private bool IsWhole(AcceptanceState state) =>
        state.Weights.Count == prior.Count && state.Weights.All(double.IsFinite)
        && state.Precisions.Count == prior.Count && state.Precisions.All(static s => double.IsFinite(s) && s > 0);

    private static double Of(IReadOnlyList<double> weights, ReadOnlySpan<double> signs)
    {
        var sum = 0.0;
        for (var i = 0; i < signs.Length; i++) sum += weights[i] * signs[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    private sealed record Fit(double[] Weights, double[] Precisions)
    {
        public int Seen { get; set; }
    }
}
