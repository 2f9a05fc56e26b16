using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Replay.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Replaying;

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
        var step = run.Steps[Math.Min(program.PositionOf(upstream), run.Steps.Count - 1)];
        if (step.Guesses.Count == 0) return;
        var first = step.Guesses[0];
        var buy = new Call(
            $"draft {upstream.Slot}", DrafterOf(first), upstream.Key.Input.Then(Digest.Of(first.By)), upstream.Reads,
            upstream.Key.Occurrence, new Draft(first));
        if (world.Known(buy.Key) is not { } drafted)
        {
            offers.Add(new Offer(null, buy));
            return;
        }

        offers.Add(new Offer(new Guess(reading, reading.Of(drafted), first.By), buy));
        foreach (var guess in step.Guesses.Skip(1).Where(g => g.SharesCall))
            offers.Add(new Offer(new Guess(reading, reading.Of(Value.Of(guess.Output)), guess.By), buy));
    }

    public void Observe(Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }

    private Operation DrafterOf(TraceGuess guess)
    {
        if (!drafters.TryGetValue(guess.By, out var drafter))
            drafters[guess.By] = drafter = new Operation($"draft:{guess.By}") { Model = guess.Model, Effect = Effect.None };
        return drafter;
    }
}
