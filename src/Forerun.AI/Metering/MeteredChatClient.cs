using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Metering;

/// <summary>Forwards every call, metered.</summary>
internal sealed class MeteredChatClient(IChatClient inner, UsageMeter meter) : DelegatingChatClient(inner)
{
    private readonly ChatClientMetadata? metadata = inner.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] asked = [.. messages];
        var call = await meter.StartAsync(asked, options, metadata, false, cancellationToken).ConfigureAwait(false);
        ChatResponse answer;
        try
        {
            answer = await base.GetResponseAsync(asked, call.Sent, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }

        call.See(answer);
        call.Finish();
        return answer;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatMessage[] asked = [.. messages];
        var call = await meter.StartAsync(asked, options, metadata, true, cancellationToken).ConfigureAwait(false);
        try
        {
            var updates = base.GetStreamingResponseAsync(asked, call.Sent, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (updates.ConfigureAwait(false))
            {
                while (await NextAsync(updates, call).ConfigureAwait(false)) yield return updates.Current;
            }

            call.Finish();
        }
        finally
        {
            // Whoever leaves the stream early has cancelled the call; one that has ended otherwise does not end again.
            call.Cancel();
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CallMeter call)
    {
        try
        {
            if (!await updates.MoveNextAsync().ConfigureAwait(false)) return false;
            call.See(updates.Current);
            return true;
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }
    }
}
