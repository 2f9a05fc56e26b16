using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>The argument of a drafter's call in replay: the recorded guess that it will return.</summary>
internal sealed record Draft(TraceGuess Guess);

/// <summary>
/// The drafter of a recorded run: its guesses must be bought, with their recorded seconds and tokens, like any other call. Several
/// guesses of one call are bought together.
/// </summary>
internal sealed class RecordedDrafter(TraceRun run, TraceProgram program) : IPredictor
{
    private readonly Dictionary<string, Operation> drafters = [];

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (CallFor(upstream) is not { Argument: Draft { Guess: var first } } buy) return;
        if (world.Known(buy.Key) is not { } drafted)
        {
            offers.Add(new Offer(null, buy));
            return;
        }

        offers.Add(new Offer(new Guess(reading, reading.Of(drafted), first.By), buy));
        foreach (var guess in StepOf(upstream).Guesses.Skip(1).Where(g => g.SharesCall))
            offers.Add(new Offer(new Guess(reading, reading.Of(Value.Of(guess.Output)), guess.By), buy));
    }

    /// <summary>The drafter's call for a step; null where none is recorded.</summary>
    public Call? CallFor(Call upstream) => StepOf(upstream).Guesses is not [var first, ..] ? null : new Call(
        $"draft {upstream.Slot}", DrafterOf(first), upstream.Key.Input.Then(Digest.Of(first.By)), upstream.Reads,
        upstream.Key.Occurrence, new Draft(first));

    public void Observe(Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }

    private TraceStep StepOf(Call upstream) => run.Steps[Math.Min(program.PositionOf(upstream), run.Steps.Count - 1)];

    private Operation DrafterOf(TraceGuess guess)
    {
        if (!drafters.TryGetValue(guess.By, out var drafter))
            drafters[guess.By] = drafter = new Operation($"draft:{guess.By}") { Model = guess.Model, Effect = Effect.None };
        return drafter;
    }
}
