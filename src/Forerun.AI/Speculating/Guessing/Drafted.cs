using System.Runtime.CompilerServices;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Replies;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Guessing;

/// <summary>
/// Offers what a drafter says that a model will reply: its call must be bought. Only where the request after that reply can equal the real
/// one, which it can't where the service keeps the conversation, nor before the person has said it.
/// </summary>
/// <param name="model">The drafter's name in the price book; null: not known, and then nothing is bought.</param>
internal sealed class Drafted(string? model) : IPredictor
{
    /// <summary>Who offers, as ledger rows have it.</summary>
    public const string By = "draft";

    private readonly Operation operation = new(By) { Kind = OperationKind.Model, Model = model, Version = model ?? "", Effect = Effect.None };
    private readonly ConditionalWeakTable<Call, Call> calls = [];

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (upstream.Operation.Kind != OperationKind.Model || upstream.Argument is not ModelAsk { Kept: null, IsUnsaid: false } ask) return;
        var buy = calls.GetValue(upstream, call => new Call(
            $"draft {call.Slot}", ask.Bounded(operation), call.Key.Input.Then(Digest.Of(By)), call.Reads, call.Key.Occurrence, new DraftAsk(ask)));
        if (world.Known(buy.Key) is not { } draft)
        {
            if (reading.Path == "$") offers.Add(new Offer(null, buy) { By = By });
            return;
        }

        if (IsContradicted(world, upstream, reading, draft)) return;
        if (reading.Path == "$") offers.Add(new Offer(new Guess(reading, draft, By), buy));
        else if (reading.Of(draft) is var call && !call.Equals(Value.Null)) offers.Add(new Offer(new Guess(reading, call, By), null));
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }

    /// <summary>Whether what has come of the real reply says otherwise; of a whole reply that is nothing but calls, also that it has words.</summary>
    private static bool IsContradicted(World world, Call upstream, Reading reading, Value draft)
    {
        if (world.Growing(upstream.Key) is not { } growing) return false;
        var (said, drafted) = (Streams.CallsIn(growing), Streams.CallsIn(draft));
        if (reading.Path == "$" && drafted.Count > 0 && Streams.WordsIn(growing).Length > 0) return true;
        return said.Count > drafted.Count || said.Where((call, i) => !Value.Of(call.Json).Equals(Value.Of(drafted[i].Json))).Any();
    }
}
