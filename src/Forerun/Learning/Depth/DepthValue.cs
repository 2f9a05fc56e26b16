namespace Forerun.Learning.Depth;

/// <summary>What one workflow's depth value has learned, to be kept. Hashes and weights, no content.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Lessons">How many lessons it has had; which chains the next one draws follows from it.</param>
/// <param name="Weights">The weights by feature; those that are forgotten first stand first.</param>
/// <param name="Chains">The features of the states of the newest chains, oldest first.</param>
public sealed record DepthValueState(
    string Workflow, int Lessons, IReadOnlyDictionary<ulong, float> Weights, IReadOnlyList<IReadOnlyList<IReadOnlyList<ulong>>> Chains)
{
    /// <summary>Equal if the lessons and the weights that came of them are.</summary>
    public bool Equals(DepthValueState? other) =>
        other is not null && Workflow == other.Workflow && Lessons == other.Lessons && Weights.Count == other.Weights.Count
        && Weights.All(w => other.Weights.TryGetValue(w.Key, out var weight) && weight.Equals(w.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Workflow, Lessons);
}

/// <summary>
/// The value function of DSP (arXiv 2509.01920): V(s) by TD(lambda = 0.95, gamma = 1), with the expectile loss |tau − 1(u &lt; 0)|·u²,
/// u = G − V. Two copies: this one learns, <see cref="Serving"/> is what was last handed out, and reading it waits for nothing.
/// Safe from many threads; a lesson waits for the one before.
/// </summary>
/// <remarks>
/// As published: a ring of 2,500 chains; after each closed chain, whole chains at random of at least 16 states, three times over, the returns
/// computed anew each time. Ours: linear in features in place of DistilBERT; plain steps of gradient descent, 0.1 (so
/// small a model takes larger steps than 1e-5); the newest chain is always among those learned from, so there is no wait until 16 states
/// are there; V starts at 1, not at 0; features that have not been in a lesson for long are forgotten.
/// </remarks>
public sealed class DepthValue
{
    /// <summary>lambda of TD(lambda).</summary>
    public const double Lambda = 0.95;

    private const int Batch = 16, Epochs = 3;
    private const double Rate = 0.1;
    private readonly Lock learning = new();
    private readonly ChainBuffer buffer = new();
    private readonly Recent<float> weights = new(DepthWeights.Room);
    private int lessons;
    private volatile DepthWeights serving = DepthWeights.Fresh;

    /// <summary>The weights that serve.</summary>
    public DepthWeights Serving => serving;

    /// <summary>Learns from a closed chain; from then on the new weights serve.</summary>
    public DepthWeights Learn(DepthLesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        lock (learning)
        {
            var batch = buffer.Sample(Batch - lesson.Chain.States.Count, new Random(lessons++));
            batch.Add(lesson.Chain);
            buffer.Add(lesson.Chain);
            for (var epoch = 0; epoch < Epochs; epoch++)
                foreach (var chain in batch) Fit(chain, lesson.Tau);
            return serving = new DepthWeights(weights);
        }
    }

    /// <summary>What it has learned, to be kept.</summary>
    internal DepthValueState StateOf(string workflow)
    {
        lock (learning)
            return new DepthValueState(workflow, lessons, weights.All.ToDictionary(), [.. buffer.Chains.Select(c => c.States.Select(s => s.Features).ToList())]);
    }

    /// <summary>One that has learned what was kept; null if that is none of ours: a weight is no number, or a state has no features.</summary>
    internal static DepthValue? From(DepthValueState state)
    {
        if (!state.Weights.Values.All(float.IsFinite) || state.Chains.Any(c => c.Count == 0 || c.Any(s => s.Count == 0))) return null;
        var value = new DepthValue { lessons = state.Lessons };
        foreach (var (feature, weight) in state.Weights) value.weights.Put(feature, weight);
        foreach (var chain in state.Chains) value.buffer.Add(new DepthChain([.. chain.Select(DepthState.Of)]));
        value.serving = new DepthWeights(value.weights);
        return value;
    }

    private void Fit(DepthChain chain, double tau)
    {
        Span<double> returns = chain.States.Count <= 64 ? stackalloc double[chain.States.Count] : new double[chain.States.Count];
        chain.Returns(s => DepthWeights.ValueOf(weights, s), Lambda, returns);
        for (var t = 0; t < returns.Length; t++)
        {
            var state = chain.States[t];
            var u = returns[t] - DepthWeights.ValueOf(weights, state);
            var step = Rate * 2 * Math.Abs(tau - (u < 0 ? 1 : 0)) * u * DepthWeights.Scale(state);
            foreach (var feature in state.Span) weights.Put(feature, (weights.Find(feature) ?? 0) + (float)step);
        }
    }
}
