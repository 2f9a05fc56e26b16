using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>Several predictors, each heard; who knows which guesses are right needs no ranking.</summary>
internal sealed class Everybody(params IReadOnlyList<IPredictor> predictors) : IPredictor
{
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        foreach (var predictor in predictors) predictor.Offer(world, upstream, reading, offers);
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        foreach (var predictor in predictors) predictor.Observe(real, upstream, value, readings);
    }
}
