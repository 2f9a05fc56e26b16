using Forerun.AI.Speculating.Replies;
using Forerun.Telemetry;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Loop;

/// <summary>The argument of a model call: what is to be sent, and what has led to it.</summary>
/// <param name="Request">The caller's turn.</param>
/// <param name="Said">What was said in the turn by now: replies and results, in their order.</param>
/// <param name="Replies">The replies among them.</param>
internal sealed record ModelAsk(Request Request, IReadOnlyList<ChatMessage> Said, IReadOnlyList<Reply> Replies) : ITellsContent
{
    /// <summary>How many rounds of tools the turn has had; calls that were allowed now belong to a round of a turn before.</summary>
    public int Round => Replies.Count(r => r.Leave is null);

    /// <summary>Whether the person's word is not known yet: then nobody can say what the model would be sent.</summary>
    public bool IsUnsaid { get; init; }

    /// <summary>How many rounds in a row, the last one included, had a tool that failed.</summary>
    public int Failures { get; init; }

    /// <summary>How many calls of tools the conversation had by now.</summary>
    public int Calls { get; } = Request.Calls + Replies.Sum(r => r.Numbered);

    /// <summary>The conversation that the service keeps; null: it keeps none, and is told everything each time.</summary>
    public string? Kept => Replies.Count > 0 ? Replies[^1].Kept : Request.Options?.ConversationId;

    /// <summary>The results that no reply has seen yet; null: there are none.</summary>
    public ChatMessage? Results => Replies is [.., { Calls.Count: > 0 }] ? Said[^1] : null;

    string ITellsContent.Told => ToldMessages.Of(Messages);

    public IReadOnlyList<ChatMessage> Messages =>
        Replies.Count == 0 ? Request.Messages
        : Kept is null ? [.. Request.Messages, .. Said]
        : Round == 0 ? [.. Request.Messages, .. Said.Where(m => m.Role == ChatRole.Tool)] // the service has the calls
        : [Results!];

    /// <summary>What asking this is to a run.</summary>
    public Operation Operation => Bounded(Request.Operation);

    /// <summary>An operation that is told the same, with the most that it can use as far as limits have to know it.</summary>
    public Operation Bounded(Operation operation) => Request.MostInput is not { } most ? operation
        : operation with { MaxInputTokens = most(Messages, Options), MaxOutputTokens = Options?.MaxOutputTokens };

    /// <summary>A required call is required once, or the loop would never end.</summary>
    public ChatOptions? Options
    {
        get
        {
            if (Round == 0 || (Request.Options?.ToolMode is not RequiredChatToolMode && Request.Options?.ConversationId == Kept)) return Request.Options;
            var options = Request.Options?.Clone() ?? new ChatOptions();
            if (options.ToolMode is RequiredChatToolMode) options.ToolMode = null;
            options.ConversationId = Kept;
            return options;
        }
    }
}

/// <summary>The argument of a drafter's call.</summary>
/// <param name="Ask">What it drafts the answer to.</param>
internal sealed record DraftAsk(ModelAsk Ask) : ITellsContent
{
    string ITellsContent.Told => ToldMessages.Of(Ask.Messages);
}

/// <summary>The argument of a tool's call.</summary>
/// <param name="Request">The caller's turn.</param>
/// <param name="Call">The call.</param>
internal sealed record ToolAsk(Request Request, AskedCall Call) : ITellsContent
{
    string ITellsContent.Told => Call.Json.TryGetProperty("arguments", out var arguments) ? arguments.GetRawText() : "{}";
}

/// <summary>The argument of the wait for a caller with a loop of his own to ask for a call.</summary>
internal sealed record CallerAsk;

/// <summary>The argument of the wait for a person: the turn that is over, if there was one.</summary>
/// <param name="Request">That turn; null before the first.</param>
/// <param name="Said">What was said in it.</param>
/// <param name="Replies">The replies among that.</param>
internal sealed record PersonAsk(Request? Request, IReadOnlyList<ChatMessage> Said, IReadOnlyList<Reply> Replies);
