using Forerun.Workflows;

namespace Forerun.Guessing;

/// <summary>Several predictors as one: the first that has an offer makes it.</summary>
public sealed class Predictors(params IReadOnlyList<IPredictor> predictors) : IPredictor
{
    /// <inheritdoc/>
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        foreach (var predictor in predictors)
        {
            predictor.Offer(world, upstream, reading, offers);
            if (offers.Count > 0) return;
        }
    }

    /// <inheritdoc/>
    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        foreach (var predictor in predictors) predictor.Observe(real, upstream, value, readings);
    }
}
