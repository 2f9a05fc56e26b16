namespace Forerun.Guessing.Tools;

/// <summary>Weights of hashed features, all 0 at first.</summary>
internal sealed class Weights
{
    private const int Count = 1 << 16;
    private readonly float[] weights = new float[Count];

    public ref float this[uint feature] => ref weights[feature & (Count - 1)];

    public Weights Copy()
    {
        var copy = new Weights();
        weights.CopyTo(copy.weights, 0);
        return copy;
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
