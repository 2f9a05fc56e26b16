using Forerun.AI.Speculating.Replies;
using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Loop;

/// <summary>
/// A conversation whose caller has a loop of his own, as a program: he sends a request, a model replies, he asks for its calls as he likes,
/// and sends the next request. What he will do is his; so beside each call of a reply stands a wait for him to ask for it
/// (<c>4/1?</c> beside <c>4/1</c>), and the next request is never sent on a guess. Such waits are a person's: they take no room.
/// </summary>
/// <param name="name">The workflow's name.</param>
/// <param name="transcript">What the values stand for.</param>
internal sealed class CallerLoop(string name, Transcript transcript) : IProgram
{
    /// <summary>The wait for the request with the results of tools: of its time nothing is to be learned about people.</summary>
    private static readonly Operation Caller = new("caller") { Kind = OperationKind.Human, Effect = Effect.None };

    /// <summary>The wait for the caller to ask for a call of a reply.</summary>
    internal static readonly Operation Asked = new("asked") { Kind = OperationKind.Human, Effect = Effect.None };

    public string Name => name;

    public Value? Answer(World world) => null; // it goes on until whoever holds the conversation ends it

    public void Next(World world, ICollection<Call> due)
    {
        if (world.Last is not { } last)
        {
            due.Add(ChatLoop.PersonCall(1, ChatLoop.Opening, [], new PersonAsk(null, [], [])));
            return;
        }

        var spine = world.Asked(Slots.SpineOf(last.Slot))!;
        while (world.Asked(Slots.After(spine.Slot)) is { } next) spine = next;
        var before = Before(world, spine);
        if (spine.Argument is ModelAsk ask)
        {
            // A call that was asked for just before the next request may come to be known just after it.
            if (world.IsReal && before is not null && Before(world, before) is { } reply) Tools(world, reply, due);
            Tools(world, spine, due);
            if (world.Read(spine.Slot) is { } whole && !ReferenceEquals(whole, Value.Unknown)) due.Add(WaitAfter(spine, ask, whole));
        }
        else
        {
            if (before is not null) Tools(world, before, due);
            AfterCaller(world, spine, before, due);
        }
    }

    public IReadOnlyList<Reading> ReadingsOf(World real, string slot) =>
        Slots.IsTool(slot) || real.Asked(slot)?.Argument is PersonAsk ? [new Reading(slot)] : Streams.CallsOf(real, slot);

    private static Call? Before(World world, Call spine) => world.Asked(Slots.Before(spine.Slot));

    private Call WaitAfter(Call spine, ModelAsk ask, Value whole)
    {
        var calls = Streams.CallsIn(whole);
        var reply = transcript.ReplyOf(whole) ?? Reply.Bare(calls, ask.Calls);
        return ChatLoop.PersonCall(
            Slots.StepOf(spine.Slot) + 1, calls.Count == 0 ? ChatLoop.Person : Caller, [Slots.Whole(spine.Slot)],
            new PersonAsk(ask.Request, [.. ask.Said, .. reply.Messages], [.. ask.Replies, reply]));
    }

    /// <summary>The tools of a reply: really, those that the caller asks for; on a guess, reads with no effect before them.</summary>
    private static void Tools(World world, Call spine, ICollection<Call> due)
    {
        if (spine.Argument is not ModelAsk ask) return;
        var isWhole = world.Read(spine.Slot) is { } whole && !ReferenceEquals(whole, Value.Unknown);
        var calls = isWhole ? Streams.CallsIn(world.Read(spine.Slot)!) : Streams.KnownCalls(world, spine.Slot);
        var areEffectsDone = true;
        for (var i = 0; i < calls.Count; i++)
        {
            var operation = ask.Request.Tools.OperationFor(calls[i]);
            if (operation.Kind == OperationKind.Code) continue; // none of these tools: the caller knows what to do with it
            var slot = Slots.ToolOf(spine.Slot, i);
            var wait = Slots.AskOf(slot);
            if (isWhole && !world.HasAsked(wait)) due.Add(new Call(wait, Asked, Digest.Of($"asked {wait}"), [new Dependency(Slots.CallOf(spine.Slot, i), "drafted_step")], 0, new CallerAsk()));
            var asked = world.Asked(slot);
            if (asked is not null && (asked.Key.Input != calls[i].Digest || asked.Operation.Name != operation.Name)) return; // two guesses that contradict each other
            var isRead = operation.Effect == Effect.None;
            var isAskedFor = isWhole && IsTrue(world.Read(wait));
            var isReal = isAskedFor && !world.IsGuessed(wait);
            if (asked is null && (isReal || ((isAskedFor || !isWhole) && isRead && areEffectsDone)))
            {
                var call = new Dependency(Slots.CallOf(spine.Slot, i), "drafted_step");
                due.Add(ToolCall(world, slot, operation, isWhole ? [call, new Dependency(new Reading(wait), "passthrough")] : [call], new ToolAsk(ask.Request, calls[i]), due));
            }

            areEffectsDone &= isRead || (asked is not null && world.Read(slot) is not null);
        }
    }

    /// <summary>A call that is the same as others counts by the order in which the caller asks, whatever that of the reply is.</summary>
    private static Call ToolCall(World world, string slot, Operation operation, IReadOnlyList<Dependency> reads, ToolAsk ask, ICollection<Call> due)
    {
        var input = ask.Call.Digest;
        var occurrence = world.TimesAsked(operation, input) + due.Count(c => c.Operation.Name == operation.Name && c.Key.Input == input);
        return new Call(slot, operation, input, reads, occurrence, ask);
    }

    /// <summary>What the caller sends is known when he sends it. Before, all that is known is that a model will reply to it.</summary>
    private void AfterCaller(World world, Call spine, Call? before, ICollection<Call> due)
    {
        if (world.Read(spine.Slot) is not { } said) return;
        var asked = transcript.RequestOf(said);
        if ((asked ?? (spine.Argument as PersonAsk)?.Request) is not { } request) return;
        List<Dependency> reads = [];
        if (before is not null && spine.Operation == Caller)
        {
            var tools = Enumerable.Range(0, Streams.CallsIn(world.Read(before.Slot)!).Count).Select(i => Slots.ToolOf(before.Slot, i)).ToList();
            if (asked is null && !tools.TrueForAll(t => world.Read(t) is not null)) return; // nothing can be said of what comes after them
            reads.AddRange(tools.Where(t => world.Read(t) is not null).Reverse().Select(Slots.Whole));
        }

        var wait = new Dependency(new Reading(spine.Slot), "human_reply");
        if (asked is { Said.Length: > 0 }) reads.Insert(0, wait);
        else reads.Add(wait);
        var ask = new ModelAsk(request, [], []) { IsUnsaid = asked is null };
        due.Add(new Call(Slots.After(spine.Slot), ask.Operation, spine.Key.Input.Then(said.Digest), reads, 0, ask));
    }

    private static bool IsTrue(Value? value) => value?.Json.ValueKind == System.Text.Json.JsonValueKind.True;
}
