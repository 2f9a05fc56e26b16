using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Replies;

/// <summary>
/// Calls that a person has to allow. They are not made with their reply, which asks for leave instead, for all of its calls; when the answers
/// come back the allowed ones are made and the refused ones are answered, in the form that <c>FunctionInvokingChatClient</c> gives them.
/// </summary>
internal static class Approvals
{
    private const string Rejected = "Tool call invocation rejected.";

    /// <summary>Puts a request for leave in the place of each call.</summary>
    public static void Ask(IList<ChatMessage> messages, IReadOnlyCollection<FunctionCallContent> calls)
    {
        foreach (var message in messages)
            message.Contents = [.. message.Contents.Select(c =>
                c is FunctionCallContent call && calls.Contains(call) ? new ToolApprovalRequestContent($"approve_{call.CallId}", call) : c)];
    }

    /// <summary>
    /// Takes requests for leave and their answers out of messages, and says what is still to be done about them; null: nothing. A call that
    /// has its result is done. Calls of tools that run at the service are none of ours and stay.
    /// </summary>
    /// <exception cref="InvalidOperationException">A request has no answer.</exception>
    public static (IReadOnlyList<ChatMessage> Messages, Leave? Leave) Take(IReadOnlyList<ChatMessage> messages)
    {
        var contents = messages.SelectMany(m => m.Contents).ToList();
        if (!contents.Exists(IsLeave)) return (messages, null);
        var answers = contents.OfType<ToolApprovalResponseContent>().Where(IsLeave).ToList();
        var answered = answers.Select(a => a.ToolCall.CallId).ToHashSet(StringComparer.Ordinal);
        var open = contents.OfType<ToolApprovalRequestContent>().Where(IsLeave).Select(r => r.ToolCall.CallId).Where(id => !answered.Contains(id)).Distinct().ToList();
        if (open.Count > 0)
            throw new InvalidOperationException($"The messages ask for leave to make the calls {string.Join(", ", open)} and hold no answer; add a ToolApprovalResponseContent for each.");
        var done = contents.OfType<FunctionResultContent>().Select(r => r.CallId).ToHashSet(StringComparer.Ordinal);
        return (Without(messages), LeaveOf(messages, [.. answers.Where(a => !done.Contains(a.ToolCall.CallId)).DistinctBy(a => a.ToolCall.CallId)]));
    }

    private static Leave? LeaveOf(IReadOnlyList<ChatMessage> messages, IReadOnlyList<ToolApprovalResponseContent> answers)
    {
        if (answers.Count == 0) return null;
        var (refused, allowed) = (answers.Where(a => !a.Approved).ToList(), answers.Where(a => a.Approved).ToList());
        var requests = refused.Concat(allowed).GroupBy(a => RequestOf(messages, a)).Select(g => Restored(g.Key, [.. g.Select(CallOf)])).ToList();
        var refusals = refused.ConvertAll(AIContent (a) => new FunctionResultContent(a.ToolCall.CallId, string.IsNullOrWhiteSpace(a.Reason) ? Rejected : $"{Rejected} {a.Reason}"));
        return new Leave(requests, refusals.Count == 0 ? null : new ChatMessage(ChatRole.Tool, refusals), allowed.ConvertAll(CallOf));
    }

    private static ChatMessage? RequestOf(IReadOnlyList<ChatMessage> messages, ToolApprovalResponseContent answer) =>
        messages.FirstOrDefault(m => m.Contents.Any(c => c is ToolApprovalRequestContent r && r.ToolCall.CallId == answer.ToolCall.CallId));

    /// <summary>The message that asked for leave, with the calls alone; a caller who has not kept it gets one like it.</summary>
    private static ChatMessage Restored(ChatMessage? request, IList<AIContent> calls)
    {
        var message = request?.Clone() ?? new ChatMessage { Role = ChatRole.Assistant };
        message.Contents = calls;
        return message;
    }

    private static List<ChatMessage> Without(IReadOnlyList<ChatMessage> messages)
    {
        var kept = new List<ChatMessage>();
        foreach (var message in messages)
        {
            if (!message.Contents.Any(IsLeave))
            {
                kept.Add(message);
                continue;
            }

            var copy = message.Clone();
            copy.Contents = [.. message.Contents.Where(c => !IsLeave(c))];
            if (copy.Contents.Count > 0) kept.Add(copy);
        }

        return kept;
    }

    private static FunctionCallContent CallOf(ToolApprovalResponseContent answer) => (FunctionCallContent)answer.ToolCall;

    private static bool IsLeave(AIContent content) =>
        content is ToolApprovalRequestContent { ToolCall: FunctionCallContent } or ToolApprovalResponseContent { ToolCall: FunctionCallContent };
}
