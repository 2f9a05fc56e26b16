using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>The plain loop with a person who has to allow some tools: asks for leave for all calls of such a reply, and acts on what he says.</summary>
internal sealed class PlainApprovals(IChatClient model, IReadOnlyList<AITool> tools)
{
    public async Task<IReadOnlyList<ChatMessage>> RunAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var plain = messages.Where(m => !m.Contents.Any(c => c is ToolApprovalResponseContent)).Select(Without).Where(m => m.Contents.Count > 0).ToList();
        var leave = messages[^1].Contents.OfType<ToolApprovalResponseContent>().ToList();
        var loop = new PlainLoop(model, tools);
        var said = new List<ChatMessage>();
        var failures = 0;
        if (leave.Count > 0)
        {
            var (refused, allowed) = (leave.Where(a => !a.Approved).ToList(), leave.Where(a => a.Approved).ToList());
            said.Add(new ChatMessage(ChatRole.Assistant, [.. refused.Concat(allowed).Select(a => (AIContent)a.ToolCall)]));
            if (refused.Count > 0)
                said.Add(new ChatMessage(ChatRole.Tool, [.. refused.Select(a => (AIContent)new FunctionResultContent(
                    a.ToolCall.CallId, a.Reason is null ? "Tool call invocation rejected." : $"Tool call invocation rejected. {a.Reason}"))]));
            if (allowed.Count > 0) failures = await loop.AnswerAsync(said, [.. allowed.Select(a => (FunctionCallContent)a.ToolCall)], 0, cancellationToken);
        }

        while (true)
        {
            var reply = await model.GetResponseAsync([.. plain, .. said], new ChatOptions { Tools = [.. tools] }, cancellationToken);
            var calls = reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            var needsLeave = calls.Exists(c => tools.FirstOrDefault(t => t.Name == c.Name) is ApprovalRequiredAIFunction);
            foreach (var message in reply.Messages.Where(_ => needsLeave))
                message.Contents = [.. message.Contents.Select(c => c is FunctionCallContent call ? new ToolApprovalRequestContent($"leave {call.CallId}", call) : c)];
            said.AddRange(reply.Messages);
            if (calls.Count == 0 || needsLeave) return said;
            failures = await loop.AnswerAsync(said, calls, failures, cancellationToken);
        }
    }

    private static ChatMessage Without(ChatMessage message) =>
        new(message.Role, [.. message.Contents.Where(c => c is not ToolApprovalRequestContent)]) { MessageId = message.MessageId };
}
