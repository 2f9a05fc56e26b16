using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>The argument of a drafter's call in replay: the recorded guesses that it will return, of which the first says its price.</summary>
internal sealed record Draft(IReadOnlyList<TraceGuess> Guesses)
{
    public TraceGuess First => Guesses[0];
}

/// <summary>
/// The drafters of a recorded run: their guesses must be bought, with their recorded seconds and tokens, like any other call. Several
/// guesses of one call are bought together.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="program">The run as a program.</param>
/// <param name="offersAll">
/// Whether each call of a step is offered, or only the first, as a policy that asks one drafter a step has it. Default: the first.
/// </param>
internal sealed class RecordedDrafter(TraceRun run, TraceProgram program, bool offersAll = false) : IPredictor
{
    private readonly Dictionary<(string By, string? Model), (Operation Operation, Digest Name)> drafters = [];
    private readonly Dictionary<Call, IReadOnlyList<Call>> calls = new(ReferenceEqualityComparer.Instance);

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        foreach (var buy in CallsFor(upstream))
        {
            Offer(world, reading, buy, offers);
            if (!offersAll) return;
        }
    }

    /// <summary>The first drafter's call for a step; null where none is recorded.</summary>
    public Call? CallFor(Call upstream) => CallsFor(upstream) is [var first, ..] ? first : null;

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }

    private static void Offer(World world, Reading reading, Call buy, ICollection<Offer> offers)
    {
        var draft = (Draft)buy.Argument!;
        if (world.Known(buy.Key) is not { } drafted)
        {
            offers.Add(new Offer(null, buy) { By = draft.First.By });
            return;
        }

        offers.Add(new Offer(new Guess(reading, reading.Of(drafted), draft.First.By), buy));
        foreach (var guess in draft.Guesses.Skip(1))
            offers.Add(new Offer(new Guess(reading, reading.Of(RecordedValues.ValueOf(guess)), guess.By), buy));
    }

    private IReadOnlyList<Call> CallsFor(Call upstream)
    {
        if (!calls.TryGetValue(upstream, out var all)) calls[upstream] = all = NewCalls(upstream);
        return all;
    }

    private List<Call> NewCalls(Call upstream)
    {
        var guesses = run.Steps[Math.Min(program.PositionOf(upstream), run.Steps.Count - 1)].Guesses;
        var all = new List<Call>();
        foreach (var first in guesses.Where(g => !g.SharesCall))
        {
            var (drafter, name) = DrafterOf(first);
            var shared = guesses.Where(g => ReferenceEquals(g, first) || (g.SharesCall && g.Call == first.Call));
            var input = upstream.Key.Input.Then(name);
            var occurrence = upstream.Key.Occurrence;
            while (all.Exists(c => c.Key == new Key(drafter.KeyName, input, occurrence))) occurrence++; // the same drafter, asked again
            var slot = all.Count == 0 ? $"draft {upstream.Slot}" : $"draft {upstream.Slot}/{all.Count + 1}";
            all.Add(new Call(slot, drafter, input, upstream.Reads, occurrence, new Draft([.. shared])));
        }

        return all;
    }

    private (Operation Operation, Digest Name) DrafterOf(TraceGuess guess)
    {
        if (!drafters.TryGetValue((guess.By, guess.Model), out var drafter))
        {
            var operation = new Operation($"draft:{guess.By}") { Model = guess.Model, Effect = Effect.None };
            drafters[(guess.By, guess.Model)] = drafter = (operation, Digest.Of(guess.By));
        }

        return drafter;
    }
}
