using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>Forwards every call, recorded: what goes in and what comes out are the same objects.</summary>
internal sealed class RecordingChatClient(IChatClient inner, Recorder recorder, string operation, bool ownsRecorder) : DelegatingChatClient(inner)
{
    private readonly string? model = (inner.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = Listed(messages);
        var call = recorder.Asked(asked, options, operation, options?.ModelId ?? model);
        ChatResponse answer;
        try
        {
            answer = await base.GetResponseAsync(asked, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            recorder.Ended(call, e);
            throw;
        }

        recorder.Answered(call, answer);
        return answer;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = Listed(messages);
        var call = recorder.Asked(asked, options, operation, options?.ModelId ?? model);
        try
        {
            var updates = base.GetStreamingResponseAsync(asked, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (updates.ConfigureAwait(false))
            {
                while (await NextAsync(updates, call).ConfigureAwait(false)) yield return updates.Current;
            }

            recorder.Ended(call, null);
        }
        finally
        {
            // Whoever leaves the stream early has ended the call; one that has ended otherwise does not end again.
            recorder.Ended(call, null, isLeft: true);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsRecorder) recorder.Dispose();
        base.Dispose(disposing);
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, RecordedCall? call)
    {
        try
        {
            if (!await updates.MoveNextAsync().ConfigureAwait(false)) return false;
        }
        catch (Exception e)
        {
            recorder.Ended(call, e);
            throw;
        }

        recorder.Streamed(call, updates.Current);
        return true;
    }

    /// <summary>Messages that can be read twice: some callers make them while they are read.</summary>
    private static IReadOnlyList<ChatMessage> Listed(IEnumerable<ChatMessage> messages) => messages as IReadOnlyList<ChatMessage> ?? [.. messages];
}
