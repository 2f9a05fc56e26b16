namespace Forerun.Learning;

/// <summary>The weights of one operation's acceptance, to be kept.</summary>
/// <param name="Operation">The operation whose outputs are guessed.</param>
/// <param name="Weights">The weights, in the order of the signs.</param>
/// <param name="Seen">From how many guesses they were learned.</param>
public sealed record AcceptanceState(string Operation, IReadOnlyList<double> Weights, int Seen = 0)
{
    /// <summary>Equal if all it says is equal, weights in their order.</summary>
    public bool Equals(AcceptanceState? other) =>
        other is not null && Operation == other.Operation && Seen == other.Seen && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Operation, Seen);
}

/// <summary>
/// How likely a guess is to be accepted, given what can be seen of it beforehand: an online logistic regression for each operation (ours).
/// It starts from a prior and is taught by every output that becomes known, for each guess that was offered for it; a guess whose truth
/// never became known teaches nothing. It holds rates and no values. Safe from many runs at once.
/// </summary>
/// <param name="prior">The weights that each operation starts from.</param>
/// <param name="rate">How far one observation moves the weights. Default: 0.05.</param>
public sealed class Acceptance(IReadOnlyList<double> prior, double rate = 0.05)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Own> learned = [];

    /// <summary>The probability, above 0 and below 1, of a guess with these signs.</summary>
    public double Probability(string operation, ReadOnlySpan<double> signs)
    {
        lock (gate) return Of(operation, signs);
    }

    /// <summary>Takes in whether a guess with these signs was right.</summary>
    public void Observe(string operation, ReadOnlySpan<double> signs, bool isRight)
    {
        lock (gate)
        {
            var error = (isRight ? 1 : 0) - Of(operation, signs);
            if (!learned.TryGetValue(operation, out var own)) learned[operation] = own = new Own([.. prior]);
            for (var i = 0; i < own.Weights.Length; i++) own.Weights[i] += rate * error * signs[i];
            own.Seen++;
        }
    }

    /// <summary>One that has seen the same and learns on by itself.</summary>
    public Acceptance Copy()
    {
        var copy = new Acceptance(prior, rate);
        copy.Restore(Snapshot());
        return copy;
    }

    /// <summary>All weights, to be kept.</summary>
    public IReadOnlyList<AcceptanceState> Snapshot()
    {
        lock (gate) return [.. learned.Select(o => new AcceptanceState(o.Key, [.. o.Value.Weights], o.Value.Seen))];
    }

    /// <summary>Takes up what was kept; weights of another number of signs, or none that are numbers, are left alone.</summary>
    public void Restore(IEnumerable<AcceptanceState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        lock (gate)
            foreach (var state in states)
                if (state.Weights.Count == prior.Count && state.Weights.All(double.IsFinite)) learned[state.Operation] = new Own([.. state.Weights]) { Seen = state.Seen };
    }

    /// <summary>ln(p / (1 − p)) of a probability, which is first brought into 0.001 to 0.999.</summary>
    public static double Logit(double probability)
    {
        var p = Math.Clamp(probability, 0.001, 0.999);
        return Math.Log(p / (1 - p));
    }

    private double Of(string operation, ReadOnlySpan<double> signs)
    {
        var own = learned.TryGetValue(operation, out var known) ? known.Weights : prior;
        var sum = 0.0;
        for (var i = 0; i < signs.Length; i++) sum += own[i] * signs[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    private sealed class Own(double[] weights)
    {
        public double[] Weights => weights;

        public int Seen { get; set; }
    }
}
