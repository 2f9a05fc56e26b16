namespace Forerun.Guessing.Tools;

/// <summary>Weights of hashed features, all 0 at first.</summary>
internal sealed class Weights
{
    private const int Count = 1 << 16;
    private float[]? weights;

    public float this[uint feature] => weights is null ? 0 : weights[feature & (Count - 1)];

    public void Add(uint feature, float change) => (weights ??= new float[Count])[feature & (Count - 1)] += change;

    public Weights Copy() => new() { weights = weights?.ToArray() };

    /// <summary>The weights that are not 0, to be kept.</summary>
    public Dictionary<int, float> Kept()
    {
        Dictionary<int, float> kept = [];
        for (var i = 0; i < weights?.Length; i++)
            if (weights[i] != 0) kept[i] = weights[i];
        return kept;
    }

    /// <exception cref="FormatException">There is no such weight, or it is no number.</exception>
    public static Weights From(Dictionary<int, float> kept)
    {
        var restored = new Weights();
        foreach (var (feature, weight) in kept)
        {
            if (feature is < 0 or >= Count || !float.IsFinite(weight)) throw new FormatException($"weight {feature} is {weight}");
            restored.Add((uint)feature, weight);
        }

        return restored;
    }

    /// <summary>Turns scores into probabilities that sum to 1; nothing for none.</summary>
    public static void Softmax(Span<double> scores)
    {
        if (scores.IsEmpty) return;
        var most = scores[0];
        foreach (var score in scores) most = Math.Max(most, score);
        var sum = 0.0;
        foreach (ref var score in scores) sum += score = Math.Exp(score - most);
        foreach (ref var score in scores) score /= sum;
    }
}
