using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Tests.Workflows;
using Forerun.Workflows;

namespace Forerun.Tests.Guessing;

/// <summary>A chain of steps that a predictor is shown one by one, each with the history before it.</summary>
internal sealed class Steps(string topic = "")
{
    private static readonly Operation Step = new("step") { Effect = Effect.None };

    public World Real { get; } = new(new Shelf(), topic);

    public Call Next { get; private set; } = new("1", Step, default, []);

    public List<Guess> Offered(IPredictor predictor)
    {
        var offers = new List<Offer>();
        predictor.Offer(Real, Next, new Reading(Next.Slot), offers);
        return [.. offers.Where(o => o.InHand is not null).Select(o => o.InHand!)];
    }

    /// <summary>The step returns this, the predictor learns it, and the next step is asked for.</summary>
    public Steps Then(string output, params IReadOnlyList<IPredictor> predictors)
    {
        var value = Value.Of(output);
        Real.Ask(Next);
        Real.Know(Next.Slot, value);
        foreach (var predictor in predictors) predictor.Observe(Real, Next, value, [new Reading(Next.Slot)]);
        var slot = (int.Parse(Next.Slot) + 1).ToString();
        Next = new Call(slot, Step, Next.Key.Input.Then(value.Digest), [new Dependency(new Reading(Next.Slot), "drafted_step")]);
        return this;
    }
}
