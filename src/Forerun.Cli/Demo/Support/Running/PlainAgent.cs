using Forerun.Ledgers;
using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support.Running;

/// <summary>The loop that everybody writes: asks the model, calls its tools one after the other, and asks again. Nothing of ours is in it.</summary>
internal sealed class PlainAgent(IChatClient client, ChatOptions options, PlainBook book) : IAgent
{
    private const int MostRounds = 40;
    private const string Failed = "Error: Function failed.";

    /// <inheritdoc/>
    public void Begin(string run) => book.Begin(run);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ChatMessage>> AskAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        book.Person(messages[^1].Text);
        var said = new List<ChatMessage>();
        for (var round = 0; ; round++)
        {
            var began = book.Now;
            var reply = await client.GetStreamingResponseAsync([.. messages, .. said], options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);
            var calls = reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            book.Model(reply, calls, began);
            said.AddRange(reply.Messages);
            if (calls.Count == 0 || round >= MostRounds) return said;
            var results = new List<AIContent>();
            foreach (var call in calls) results.Add(await CallAsync(call, cancellationToken).ConfigureAwait(false));
            said.Add(new ChatMessage(ChatRole.Tool, results));
        }
    }

    /// <inheritdoc/>
    public Task EndAsync()
    {
        book.End();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LedgerRow> RowsOf(string run) => book.RowsOf(run);

    /// <inheritdoc/>
    public TraceRun? TraceOf(string run) => book.TraceOf(run);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<AIContent> CallAsync(FunctionCallContent call, CancellationToken cancellationToken)
    {
        if (options.Tools!.OfType<AIFunction>().FirstOrDefault(t => t.Name == call.Name) is not { } tool)
            return new FunctionResultContent(call.CallId, $"Error: Requested function \"{call.Name}\" not found.");
        var began = book.Now;
        object? result;
        try
        {
            if (call.Exception is not null) return new FunctionResultContent(call.CallId, Failed);
            result = await tool.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArgumentException or System.Text.Json.JsonException)
        {
            result = Failed; // the model has left an argument out, or given another
        }

        book.Tool(tool, call, result, began);
        return new FunctionResultContent(call.CallId, result);
    }
}
