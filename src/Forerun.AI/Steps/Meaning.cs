using System.Collections.Concurrent;
using Forerun.Defining;
using Forerun.Effects;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Steps;

/// <summary>
/// Texts mean the same if the cosine of their embeddings is at least 0.95 (arXiv 2606.07846, §7.4, names cosine and value and no model).
/// Safe from many runs at once.
/// </summary>
/// <remarks>
/// A text is embedded once, and only where a step has begun on a guess. Vectors are kept under digests, of the newest 1,024 texts. What embeddings
/// cost is in no ledger: meter the generator.
/// </remarks>
/// <param name="generator">Makes the embeddings. It must heed its token.</param>
/// <param name="least">The least cosine, above 0 and at most 1. Default: 0.95.</param>
public sealed class Meaning(IEmbeddingGenerator<string, Embedding<float>> generator, double least = Meaning.Published) : IComparison<string>
{
    /// <summary>The published cosine.</summary>
    public const double Published = 0.95;

    private const int Most = 1024;
    private readonly double least = least is > 0 and <= 1 ? least : throw new ArgumentOutOfRangeException(nameof(least), least, "The least cosine is above 0 and at most 1.");
    private readonly ConcurrentDictionary<Digest, float[]> vectors = new();
    private readonly ConcurrentQueue<Digest> order = new();

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(string value, CancellationToken cancellationToken)
    {
        var digest = Digest.Of(value);
        if (vectors.ContainsKey(digest)) return;
        var made = await generator.GenerateAsync([value], cancellationToken: cancellationToken).ConfigureAwait(false);
        if (!vectors.TryAdd(digest, made[0].Vector.ToArray())) return;
        order.Enqueue(digest);
        while (order.Count > Most && order.TryDequeue(out var oldest)) vectors.TryRemove(oldest, out _);
    }

    /// <inheritdoc/>
    public bool AreEquivalent(string guessed, string actual) =>
        vectors.TryGetValue(Digest.Of(guessed), out var one) && vectors.TryGetValue(Digest.Of(actual), out var other) && Cosine(one, other) >= least;

    /// <summary>The cosine; 0 where there is none: of a zero vector, or of two of different length.</summary>
    private static double Cosine(float[] one, float[] other)
    {
        if (one.Length != other.Length) return 0;
        var (dot, ones, others) = (0.0, 0.0, 0.0);
        for (var i = 0; i < one.Length; i++)
        {
            dot += (double)one[i] * other[i];
            ones += (double)one[i] * one[i];
            others += (double)other[i] * other[i];
        }

        return ones > 0 && others > 0 ? dot / Math.Sqrt(ones * others) : 0;
    }
}
