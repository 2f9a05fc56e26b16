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
    private readonly Dictionary<string, (Operation Operation, Digest Name)> drafters = [];
    private readonly Dictionary<Call, Call?> calls = new(ReferenceEqualityComparer.Instance);

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (CallFor(upstream) is not { Argument: Draft { Guess: var first } } buy) return;
        if (world.Known(buy.Key) is not { } drafted)
        {
            offers.Add(new Offer(null, buy) { By = first.By });
            return;
        }

        offers.Add(new Offer(new Guess(reading, reading.Of(drafted), first.By), buy));
        foreach (var guess in StepOf(upstream).Guesses.Skip(1).Where(g => g.SharesCall))
            offers.Add(new Offer(new Guess(reading, reading.Of(RecordedValues.ValueOf(guess)), guess.By), buy));
    }

    /// <summary>The drafter's call for a step; null where none is recorded.</summary>
    public Call? CallFor(Call upstream)
    {
        if (!calls.TryGetValue(upstream, out var call)) calls[upstream] = call = NewCall(upstream);
        return call;
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }

    private TraceStep StepOf(Call upstream) => run.Steps[Math.Min(program.PositionOf(upstream), run.Steps.Count - 1)];

    private Call? NewCall(Call upstream)
    {
        if (StepOf(upstream).Guesses is not [var first, ..]) return null;
        var (drafter, name) = DrafterOf(first);
        var input = upstream.Key.Input.Then(name);
        return new Call($"draft {upstream.Slot}", drafter, input, upstream.Reads, upstream.Key.Occurrence, new Draft(first));
    }

    private (Operation Operation, Digest Name) DrafterOf(TraceGuess guess)
    {
        if (!drafters.TryGetValue(guess.By, out var drafter))
        {
            var operation = new Operation($"draft:{guess.By}") { Model = guess.Model, Effect = Effect.None };
            drafters[guess.By] = drafter = (operation, Digest.Of(guess.By));
        }

        return drafter;
    }
}
