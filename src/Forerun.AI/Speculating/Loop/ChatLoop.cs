using Forerun.AI.Speculating.Replies;
using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Loop;

/// <summary>
/// A conversation as a program: a person speaks, a model replies, its tools are called, it replies again, and when it calls none it is the
/// person's turn. Slots are numbered along that spine; the tools of reply 4 are <c>4/1</c>, <c>4/2</c>, … .
/// </summary>
/// <param name="name">The workflow's name.</param>
/// <param name="transcript">What the values stand for.</param>
/// <param name="bounds">How long a turn goes on.</param>
/// <param name="isDrafted">Whether somebody drafts whole replies.</param>
internal sealed class ChatLoop(string name, Transcript transcript, Bounds bounds, bool isDrafted) : IProgram
{
    internal static readonly Operation Person = new("person") { Kind = OperationKind.Human, Effect = Effect.None };

    // The first word is there when the run begins: how long people take is not to be learned from that.
    internal static readonly Operation Opening = Person with { Version = "opening" };

    public string Name => name;

    public Value? Answer(World world) => null; // it goes on until whoever holds the conversation ends it

    public void Next(World world, ICollection<Call> due)
    {
        if (world.Last is not { } last)
        {
            due.Add(PersonCall(1, Opening, [], new PersonAsk(null, [], [])));
            return;
        }

        var spine = world.Asked(Slots.SpineOf(last.Slot))!;
        if (spine.Argument is ModelAsk ask) AfterModel(world, spine, ask, due);
        else AfterPerson(world, spine, due);
    }

    public IReadOnlyList<Reading> ReadingsOf(World real, string slot)
    {
        if (Slots.IsTool(slot) || real.Asked(slot)?.Argument is PersonAsk) return [new Reading(slot)];
        var calls = Streams.CallsOf(real, slot);
        return isDrafted ? [calls[0], new Reading(slot), .. calls.Skip(1)] : calls;
    }

    /// <summary>What was said to calls that needed leave takes the place of the reply that they were in.</summary>
    private static readonly Operation Leave = new("leave") { Kind = OperationKind.Code, Effect = Effect.None, Price = Usd.Zero };

    private static void AfterUnknown(Call spine, ModelAsk ask, ICollection<Call> due) =>
        due.Add(new Call(Slots.After(spine.Slot), ask.Operation, spine.Key.Input.Then(Value.Unknown.Digest), [Slots.Whole(spine.Slot)], 0, ask));

    internal static Call PersonCall(int step, Operation operation, IReadOnlyList<Dependency> reads, PersonAsk before) =>
        new($"{step}", operation, Digest.Of($"{operation.Name} {step}"), reads, 0, before);

    private void AfterPerson(World world, Call spine, ICollection<Call> due)
    {
        if (world.Read(spine.Slot) is not { } said) return;
        // What a person is still typing may be anything; which tools there are is known from the turn before.
        var asked = transcript.RequestOf(said);
        if ((asked ?? (spine.Argument as PersonAsk)?.Request) is not { } request) return;
        var ask = new ModelAsk(request, [], []) { IsUnsaid = asked is null };
        due.Add(new Call(
            Slots.After(spine.Slot), asked?.Leave is null ? ask.Operation : Leave, spine.Key.Input.Then(said.Digest), [new Dependency(new Reading(spine.Slot), "human_reply")], 0, ask));
    }

    private void AfterModel(World world, Call spine, ModelAsk ask, ICollection<Call> due)
    {
        var whole = world.Read(spine.Slot);
        if (ReferenceEquals(whole, Value.Unknown))
        {
            AfterUnknown(spine, ask, due);
            return;
        }

        var calls = whole is null ? Streams.KnownCalls(world, spine.Slot) : Streams.CallsIn(whole);
        var isLeave = spine.Operation == Leave;
        if (whole is not null && !isLeave && (calls.Count == 0 || ask.Round >= bounds.MaxIterations || calls.Any(c => IsForCaller(ask, c))))
        {
            var reply = ReplyOf(whole, calls, ask);
            due.Add(PersonCall(
                Slots.StepOf(spine.Slot) + 1, Person, [Slots.Whole(spine.Slot)], new PersonAsk(ask.Request, [.. ask.Said, .. reply.Messages], [.. ask.Replies, reply])));
            return;
        }

        if (ToolsOf(world, spine, ask, calls, due) is { } results && whole is not null)
            due.Add(NextModelCall(spine, ask, whole, calls, results));
    }

    /// <summary>
    /// Asks for the tools of a reply: what only reads as soon as all effects before it are done, what has an effect when all before it is.
    /// Gives the results once all are there.
    /// </summary>
    private List<Value>? ToolsOf(World world, Call spine, ModelAsk ask, IReadOnlyList<AskedCall> calls, ICollection<Call> due)
    {
        var results = new List<Value>();
        var (isAllDone, areEffectsDone) = (true, true);
        for (var i = 0; i < calls.Count; i++)
        {
            var slot = Slots.ToolOf(spine.Slot, i);
            var operation = ask.Request.Tools.OperationFor(calls[i]);
            var asked = world.Asked(slot);
            if (spine.Operation != Leave && IsForCaller(ask, calls[i])) return null;
            if (operation.Kind == OperationKind.Code && !world.IsReal) return null; // nothing is to be had from a call that nobody can make
            if (asked is not null && (asked.Key.Input != calls[i].Digest || asked.Operation.Name != operation.Name)) return null; // two guesses that contradict each other
            var isRead = operation.Effect == Effect.None;
            if (asked is null && (isRead ? areEffectsDone : isAllDone)) due.Add(ToolCall(world, spine, ask, calls, i, operation));
            var value = asked is null ? null : world.Read(slot);
            if (value is not null) results.Add(value);
            if (value is not null && isAllDone) ThrowIfTooMany(ask, value);
            isAllDone &= value is not null;
            areEffectsDone &= isRead || value is not null;
        }

        return isAllDone && (calls.Count > 0 || spine.Operation == Leave) ? results : null;
    }

    /// <summary>A tool that throws when enough rounds had one goes to the caller at once: the first in the reply's order, before any after it.</summary>
    private void ThrowIfTooMany(ModelAsk ask, Value result)
    {
        if (ask.Failures >= bounds.MaxConsecutiveErrors && transcript.OutcomeOf(result)?.Error is { } error) throw new ToolsFailedException(error);
    }

    private static Call ToolCall(World world, Call spine, ModelAsk ask, IReadOnlyList<AskedCall> calls, int index, Operation operation)
    {
        var input = calls[index].Digest;
        var occurrence = world.TimesAsked(operation, input);
        for (var i = 0; i < index; i++)
            if (calls[i].Tool == calls[index].Tool && calls[i].Digest == input && !world.HasAsked(Slots.ToolOf(spine.Slot, i))) occurrence++;
        return new Call(
            Slots.ToolOf(spine.Slot, index), operation, input, [new Dependency(Slots.CallOf(spine.Slot, index), "drafted_step")], occurrence,
            new ToolAsk(ask.Request, calls[index]));
    }

    private Call NextModelCall(Call spine, ModelAsk ask, Value whole, IReadOnlyList<AskedCall> calls, List<Value> results)
    {
        var reply = ReplyOf(whole, calls, ask);
        var outcomes = results.ConvertAll(r => transcript.OutcomeOf(r) ?? new ToolOutcome(r.Json));
        var next = new ModelAsk(ask.Request, [.. ask.Said, .. reply.Messages, .. outcomes.Count > 0 ? [reply.Answered(outcomes)] : Array.Empty<ChatMessage>()], [.. ask.Replies, reply])
        {
            Failures = outcomes.Exists(o => o.Error is not null) ? ask.Failures + 1 : 0, IsUnsaid = ask.IsUnsaid,
        };
        var input = spine.Key.Input.Then(whole.Digest);
        foreach (var result in results) input = input.Then(result.Digest);
        var reads = Enumerable.Range(0, calls.Count).Reverse().Select(i => Slots.Whole(Slots.ToolOf(spine.Slot, i))).Append(Slots.Whole(spine.Slot));
        return new Call(Slots.After(spine.Slot), next.Operation, input, [.. reads], 0, next);
    }

    private Reply ReplyOf(Value whole, IReadOnlyList<AskedCall> calls, ModelAsk ask) => transcript.ReplyOf(whole) ?? Reply.Bare(calls, ask.Calls);

    /// <summary>Whether a call is the caller's: of a tool that is no function of this process, or that a person has to allow.</summary>
    private static bool IsForCaller(ModelAsk ask, AskedCall call) => ask.Request.Tools.Find(call.Tool) is { Function: null };
}
