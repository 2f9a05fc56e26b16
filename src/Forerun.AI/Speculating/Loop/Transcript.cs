using System.Runtime.CompilerServices;
using Forerun.AI.Speculating.Replies;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Loop;

/// <summary>
/// What values stand for that JSON can't hold: the caller's request behind a person's word, the messages behind a reply, the object behind
/// a result. It is the very object that a plain loop would have passed on.
/// </summary>
internal sealed class Transcript
{
    private readonly ConditionalWeakTable<Value, object> behind = [];

    public Value Note(Value value, object what)
    {
        behind.AddOrUpdate(value, what);
        return value;
    }

    public Request? RequestOf(Value value) => Of<Request>(value);

    public Reply? ReplyOf(Value value) => Of<Reply>(value);

    public ToolOutcome? OutcomeOf(Value value) => Of<ToolOutcome>(value);

    private T? Of<T>(Value value)
        where T : class => behind.TryGetValue(value, out var what) ? what as T : null;
}

/// <summary>What a tool's call has come to.</summary>
/// <param name="Result">What the model is told.</param>
/// <param name="Error">What the tool threw; null if it did not.</param>
internal sealed record ToolOutcome(object? Result, Exception? Error = null);
