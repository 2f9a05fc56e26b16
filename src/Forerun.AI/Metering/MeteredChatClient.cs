using System.Runtime.CompilerServices;
using Forerun.AI.Retrying;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Metering;

/// <summary>Forwards every call, metered. Where a client within tries again, the tries are made out here, so that each is metered.</summary>
internal sealed class MeteredChatClient(IChatClient inner, UsageMeter meter) : DelegatingChatClient(inner)
{
    private readonly ChatClientMetadata? metadata = inner.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;

    private readonly Tries? tries = inner.GetService(typeof(Tries)) as Tries;

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] asked = [.. messages];
        return tries is null or { AreOwned: true }
            ? GetOneAsync(asked, options, cancellationToken)
            : tries.RunAsync(new Course(), () => GetOneAsync(asked, options, cancellationToken), cancellationToken);
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] asked = [.. messages];
        return tries is null or { AreOwned: true }
            ? StreamOneAsync(asked, options, cancellationToken)
            : tries.StreamAsync(() => StreamOneAsync(asked, options, cancellationToken), cancellationToken);
    }

    private async Task<ChatResponse> GetOneAsync(ChatMessage[] asked, ChatOptions? options, CancellationToken cancellationToken)
    {
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

    private async IAsyncEnumerable<ChatResponseUpdate> StreamOneAsync(
        ChatMessage[] asked, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
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
