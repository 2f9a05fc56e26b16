using Forerun.AI.Metering;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>A caller's place in a conversation, for one turn.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Tags">Whose it is.</param>
/// <param name="Given">The messages as the caller gave them.</param>
internal sealed record Seat(Conversation Conversation, Turn Turn, UsageTags Tags, IReadOnlyList<ChatMessage> Given)
{
    /// <summary>Gives the turn up when the caller cancels.</summary>
    public CancellationTokenRegistration GiveUpOn(CancellationToken cancellation) =>
        cancellation.UnsafeRegister(static conversation => ((Conversation)conversation!).Abort(), Conversation);

    /// <summary>The turn has failed or was given up: nothing of it is left when this returns.</summary>
    public async Task LeaveAsync()
    {
        Conversation.Abort();
        await Conversation.Settled.ConfigureAwait(false);
    }
}
