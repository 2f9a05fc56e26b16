namespace Forerun.Learning;

/// <summary>The weights of one operation's acceptance, to be kept.</summary>
/// <param name="Operation">The operation whose outputs are guessed.</param>
/// <param name="Weights">The weights, in the order of the signs.</param>
/// <param name="Covariances">How unsure they are, each with each, row by row: the larger, the more one more observation moves them.</param>
/// <param name="Seen">From how many guesses they were learned.</param>
public sealed record AcceptanceState(string Operation, IReadOnlyList<double> Weights, IReadOnlyList<double> Covariances, int Seen = 0)
{
    /// <summary>Equal if all it says is equal, weights and covariances in their order.</summary>
    public bool Equals(AcceptanceState? other) =>
        other is not null && Operation == other.Operation && Seen == other.Seen
        && Weights.SequenceEqual(other.Weights) && Covariances.SequenceEqual(other.Covariances);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Operation, Seen);
}

/// <summary>
/// How likely a guess is to be accepted, given what can be seen of it beforehand: an online logistic regression for each operation (ours).
/// It starts from a prior and is taught by every output that becomes known, for each guess that was offered for it; a guess whose truth
/// never became known teaches nothing. It holds rates and no values. Safe from many runs at once.
/// </summary>
/// <remarks>
/// The weights w are taken to be normal with covariance S. One observation of the signs x that was right (y = 1) or wrong (y = 0) and had
/// probability p moves them by S·x·(y − p) / (1 + h), and S by −S·x·(S·x)ᵀ·p·(1 − p) / (1 + h), where h = p·(1 − p)·xᵀ·S·x: the Laplace
/// approximation of a Bayesian logistic regression, one observation at a time (Bishop, <em>Pattern Recognition and Machine Learning</em>,
/// 4.5). So it learns fast at first and settles, and signs that come together share what is learned from them.
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
            if (!fits.TryGetValue(operation, out var fit)) fits[operation] = fit = Fit.New(prior, variance);
            fit.Learn(signs, isRight);
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
        lock (gate) return [.. fits.Select(f => new AcceptanceState(f.Key, [.. f.Value.Weights], [.. f.Value.Covariances], f.Value.Seen))];
    }

    /// <summary>Takes up what was kept; weights of another number of signs, or none that are numbers, are left alone.</summary>
    public void Restore(IEnumerable<AcceptanceState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        lock (gate)
            foreach (var state in states)
                if (IsWhole(state)) fits[state.Operation] = new Fit([.. state.Weights], [.. state.Covariances]) { Seen = state.Seen };
    }

    /// <summary>ln(p / (1 − p)) of a probability, which is first brought into 0.001 to 0.999.</summary>
    public static double Logit(double probability)
    {
        var p = Math.Clamp(probability, 0.001, 0.999);
        return Math.Log(p / (1 - p));
    }

    private bool IsWhole(AcceptanceState state) =>
        state.Weights.Count == prior.Count && state.Weights.All(double.IsFinite)
        && state.Covariances.Count == prior.Count * prior.Count && state.Covariances.All(double.IsFinite);

    private static double Of(IReadOnlyList<double> weights, ReadOnlySpan<double> signs)
    {
        var sum = 0.0;
        for (var i = 0; i < signs.Length; i++) sum += weights[i] * signs[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    private sealed record Fit(double[] Weights, double[] Covariances)
    {
        private readonly double[] moved = new double[Weights.Length];

        public int Seen { get; set; }

        public static Fit New(IReadOnlyList<double> prior, double variance)
        {
            var covariances = new double[prior.Count * prior.Count];
            for (var i = 0; i < prior.Count; i++) covariances[(i * prior.Count) + i] = variance;
            return new Fit([.. prior], covariances);
        }

        public void Learn(ReadOnlySpan<double> signs, bool isRight)
        {
            var p = Of(Weights, signs);
            var unsure = 0.0;
            for (var i = 0; i < moved.Length; i++)
            {
                moved[i] = 0;
                for (var j = 0; j < moved.Length; j++) moved[i] += Covariances[(i * moved.Length) + j] * signs[j];
                unsure += moved[i] * signs[i];
            }

            var spread = p * (1 - p);
            var scale = 1 / (1 + (spread * unsure));
            for (var i = 0; i < moved.Length; i++)
            {
                Weights[i] += moved[i] * ((isRight ? 1 : 0) - p) * scale;
                for (var j = 0; j < moved.Length; j++) Covariances[(i * moved.Length) + j] -= moved[i] * moved[j] * spread * scale;
            }

            Seen++;
        }
    }
}
