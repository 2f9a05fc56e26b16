using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>The agent that everybody writes: asks the model, calls its tools one after the other, and asks again.</summary>
internal sealed class PlainLoop(IChatClient model, IEnumerable<AITool> tools, int maxIterations = 40, int maxErrors = 3)
{
    /// <summary>The messages of one turn.</summary>
    public async Task<IReadOnlyList<ChatMessage>> RunAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var said = new List<ChatMessage>();
        var failures = 0;
        for (var round = 0; ; round++)
        {
            var reply = await model.GetResponseAsync([.. messages, .. said], new ChatOptions { Tools = [.. tools] }, cancellationToken);
            said.AddRange(reply.Messages);
            var calls = reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            if (calls.Count == 0 || round >= maxIterations) return said;
            failures = await AnswerAsync(said, calls, failures, cancellationToken);
        }
    }

    /// <summary>Makes calls one after the other, and says what came of them.</summary>
    /// <returns>How many rounds in a row have failed by now.</returns>
    public async Task<int> AnswerAsync(List<ChatMessage> said, IReadOnlyList<FunctionCallContent> calls, int failures, CancellationToken cancellationToken)
    {
        var results = new List<AIContent>();
        foreach (var call in calls) results.Add(await CallAsync(call, failures >= maxErrors, cancellationToken));
        said.Add(new ChatMessage(ChatRole.Tool, results));
        return results.Exists(r => r is FunctionResultContent { Exception: not null }) ? failures + 1 : 0;
    }

    private async Task<FunctionResultContent> CallAsync(FunctionCallContent call, bool throws, CancellationToken cancellationToken)
    {
        if (call.Exception is not null) return new FunctionResultContent(call.CallId, "Error: Function failed.");
        if (tools.FirstOrDefault(t => t.Name == call.Name) is not AIFunction tool)
            return new FunctionResultContent(call.CallId, $"Error: Requested function \"{call.Name}\" not found.");
        try
        {
            var result = await tool.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken);
            return new FunctionResultContent(call.CallId, result ?? "Success: Function completed.");
        }
        catch (Exception e) when (!throws && !cancellationToken.IsCancellationRequested)
        {
            return new FunctionResultContent(call.CallId, "Error: Function failed.") { Exception = e };
        }
    }
}
