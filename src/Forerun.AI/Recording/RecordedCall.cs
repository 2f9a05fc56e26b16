using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>A model call under way.</summary>
internal sealed record RecordedCall(OpenRun Run, Draft Draft, IReadOnlyList<ChatMessage> Messages)
{
    private readonly List<ChatResponseUpdate> updates = [];

    /// <summary>When the first word of the reply came; null while none has.</summary>
    public TimeSpan? FirstToken { get; private set; }

    /// <summary>What has been streamed so far.</summary>
    public IReadOnlyList<ChatResponseUpdate> Updates => updates;

    public void See(ChatResponseUpdate update, TimeSpan now)
    {
        updates.Add(update);
        if (FirstToken is null && update.Contents.Any(IsWord)) FirstToken = now;
    }

    private static bool IsWord(AIContent content) => content switch
    {
        TextContent text => text.Text.Length > 0,
        TextReasoningContent reasoning => reasoning.Text.Length > 0,
        FunctionCallContent => true,
        _ => false,
    };
}

/// <summary>How a model call ended.</summary>
/// <param name="Messages">What was replied, whole or in part.</param>
/// <param name="Usage">What the service said that it used; null if it didn't.</param>
/// <param name="Model">The model that says it answered.</param>
/// <param name="Conversation">The conversation that the service keeps, if it does.</param>
/// <param name="Error">What ended it early, a type's name; null for a whole reply.</param>
internal sealed record Reply(
    IReadOnlyList<ChatMessage> Messages, UsageDetails? Usage, string? Model, string? Conversation, string? Error = null)
{
    public static Reply Of(ChatResponse answer) => new([.. answer.Messages], answer.Usage, answer.ModelId, answer.ConversationId);

    /// <summary>The calls that wait for a result: not those that a client further in has answered already.</summary>
    public IReadOnlyList<FunctionCallContent> Calls()
    {
        var answered = Messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Select(r => r.CallId).ToHashSet();
        return [.. Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Where(c => !c.InformationalOnly && !answered.Contains(c.CallId))];
    }
}
