namespace Forerun.Testing;

/// <summary>
/// A script that draws its answers by a seed. It states the answers that a request may get and how likely each is, so that what it leaves
/// to chance is on record: <see cref="Entropy"/> and <see cref="BestGuess"/> follow from the same list that the answer is drawn from.
/// </summary>
/// <param name="seed">What decides every draw. Requests with another <see cref="ModelRequest.Identity"/> are drawn independently.</param>
public abstract class SeededScript(int seed) : IModelScript
{
    /// <inheritdoc/>
    public ModelAnswer Answer(ModelRequest request)
    {
        var answers = Checked(request);
        var at = Draws.Of(seed, $"answer {request.Identity}").Share() * answers.Sum(a => a.Weight);
        foreach (var answer in answers)
        {
            at -= answer.Weight;
            if (at < 0) return answer.Answer;
        }

        return answers.Last(a => a.Weight > 0).Answer;
    }

    /// <summary>
    /// What chance decides in the answer to a request, bits: the sum of -p log2 p over the answers (Shannon, A Mathematical Theory of
    /// Communication, section 6). 0 means that whoever knows the script knows the answer.
    /// </summary>
    public double Entropy(ModelRequest request)
    {
        var answers = Checked(request);
        var sum = answers.Sum(a => a.Weight);
        return answers.Where(a => a.Weight > 0).Sum(a => -(a.Weight / sum) * Math.Log2(a.Weight / sum));
    }

    /// <summary>The largest share of hits that a predictor can reach on such a request without knowing the seed, above 0 to 1.</summary>
    public double BestGuess(ModelRequest request)
    {
        var answers = Checked(request);
        return answers.Max(a => a.Weight) / answers.Sum(a => a.Weight);
    }

    /// <summary>The answers that a request may get; at least one with a weight above 0. A pure function of the request's identity.</summary>
    protected abstract IReadOnlyList<WeightedAnswer> Answers(ModelRequest request);

    private IReadOnlyList<WeightedAnswer> Checked(ModelRequest request)
    {
        var answers = Answers(request);
        if (answers.Any(a => !double.IsFinite(a.Weight) || a.Weight < 0) || !answers.Any(a => a.Weight > 0))
            throw new InvalidOperationException($"{GetType().Name} gives answers whose weights are no chances; give finite ones, at least one above 0.");
        return answers;
    }
}
