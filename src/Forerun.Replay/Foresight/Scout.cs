using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Replay.Recorded;
using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>Asks who offers what, and keeps of it what is of use: right guesses, and wrong ones that call a tool that will be called.</summary>
internal sealed class Scout(Record record)
{
    /// <summary>
    /// The guesses of use on the output of a call that was asked for in a world. Of those in hand that are wrong, the first of each reading
    /// goes to <paramref name="wrong"/>.
    /// </summary>
    public List<Hint> Hints(ISituation situation, World world, Call call, Stage stage, ICollection<Guess> wrong)
    {
        var hints = new List<Hint>();
        var readings = situation.ReadingsOf(call.Slot);
        foreach (var reading in readings)
        {
            foreach (var offer in situation.Offers(world, call, reading))
            {
                if (offer.InHand is { } guess)
                    Add(guess, null);
                else if (offer.Buy is { Argument: Draft { First.Failed: false } draft } buy && Price(situation, buy, draft) is { } price)
                    foreach (var drafted in draft.Guesses)
                        Add(Of(reading, drafted), new Purchase(buy, draft.First.Duration!.Value, price));
            }
        }

        return hints;

        void Add(Guess guess, Purchase? buy)
        {
            var isRight = guess.IsConfirmedBy(stage.Truth);
            var use = isRight ? null : Prefetched(situation, world, guess, stage)?.Position;
            var hint = new Hint(guess.Reading, guess.Value, guess.By, buy, use);
            if ((isRight || use is not null) && !hints.Contains(hint)) hints.Add(hint);
            if (isRight) return;
            if (buy is null && !wrong.Any(w => w.Reading == guess.Reading)) wrong.Add(guess);
            if (guess.Reading.Path != "$") return;
            foreach (var part in readings) // of what is wrong as a whole a part may be right
                if (part != guess.Reading) Add(guess with { Reading = part, Value = part.Of(guess.Value) }, buy);
        }
    }

    private static Guess Of(Reading reading, Traces.TraceGuess drafted) =>
        new(reading, reading.Of(RecordedValues.ValueOf(drafted)), drafted.By);

    /// <summary>The call of a tool that a wrong guess leads to and the real world will make later, and the world in which it is due.</summary>
    public (Call Call, World World, int Position)? Prefetched(ISituation situation, World world, Guess wrong, Stage stage)
    {
        if (!wrong.Value.Json.TryGetArguments(out _)) return null;
        var supposed = situation.Suppose(world, wrong);
        foreach (var due in supposed.Due)
            if (record.UseOf(due) is { } use && use > stage.Position && due.Operation.Admission != Effects.Admission.Inadmissible)
                return (due, supposed, use);
        return null;
    }

    /// <summary>What a drafter's call costs; null where it has no price, since nobody may buy it then.</summary>
    private static Usd? Price(ISituation situation, Call buy, Draft draft) =>
        buy.Operation.Model is null ? null : situation.PriceOf(buy.Operation, draft.First.Usage ?? TokenUsage.Zero) ?? Usd.Zero;
}
