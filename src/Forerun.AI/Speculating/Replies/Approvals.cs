using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Replies;

/// <summary>Calls that a person has to allow. They are never made here: the reply asks for leave instead, for all of its calls.</summary>
internal static class Approvals
{
    /// <summary>Puts a request for leave in the place of each call.</summary>
    public static void Ask(IList<ChatMessage> messages, IReadOnlyCollection<FunctionCallContent> calls)
    {
        foreach (var message in messages)
            message.Contents = [.. message.Contents.Select(c =>
                c is FunctionCallContent call && calls.Contains(call) ? new ToolApprovalRequestContent($"approve_{call.CallId}", call) : c)];
    }

    /// <summary>Refuses messages that hold a leave: nobody here would act on it.</summary>
    /// <exception cref="NotSupportedException">There is one.</exception>
    public static void Refuse(IEnumerable<ChatMessage> messages)
    {
        if (messages.Any(m => m.Contents.Any(c => c is ToolApprovalResponseContent or ToolApprovalRequestContent)))
            throw new NotSupportedException(
                "The messages hold a tool's approval, which WithSpeculation does not act on; call the tool yourself, and send its call and its result instead.");
    }
}
