using Forerun.AI.Speculating.Loop;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Replies;

/// <summary>A reply as it is sent back to the model, and given to the caller.</summary>
/// <param name="Messages">Its messages, calls numbered.</param>
/// <param name="Calls">The calls in them that wait for a result.</param>
/// <param name="Kept">The conversation that the service keeps; null: none.</param>
internal sealed record Reply(IReadOnlyList<ChatMessage> Messages, IReadOnlyList<FunctionCallContent> Calls, string? Kept = null)
{
    /// <summary>What else the service said; null for a reply that was only guessed.</summary>
    public ChatResponse? Response { get; init; }

    /// <summary>Where its calls had needed leave, and what was said to that; null for what a model has said just now.</summary>
    public Leave? Leave { get; init; }

    /// <summary>How many numbers its calls have taken.</summary>
    public int Numbered => Calls.Count + (Leave?.Refused ?? 0);

    /// <summary>The message with the results of its calls.</summary>
    public ChatMessage Answered(IReadOnlyList<ToolOutcome> outcomes) => new(
        ChatRole.Tool,
        [.. outcomes.Select((o, i) => (AIContent)new FunctionResultContent(Calls[i].CallId, o.Result) { Exception = o.Error })]);

    /// <summary>The reply that a guess of it says: nothing but calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="before">How many calls the conversation had before.</param>
    public static Reply Bare(IReadOnlyList<AskedCall> calls, int before)
    {
        var contents = calls.Select((c, i) => new FunctionCallContent(
            Numbers.Of(before + i), c.Tool, c.IsMalformed ? null : c.Arguments())).ToList();
        return new Reply([new ChatMessage(ChatRole.Assistant, [.. contents])], contents);
    }
}
