using System.Threading.Channels;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>The turns that a conversation has been given and has not begun.</summary>
internal sealed class Inbox
{
    private readonly Channel<Turn> turns = Channel.CreateUnbounded<Turn>();

    public void Put(Turn turn) => turns.Writer.TryWrite(turn);

    /// <summary>No turn comes any more: whoever waits for one is told so.</summary>
    public void Close() => turns.Writer.TryComplete();

    /// <exception cref="ChannelClosedException">No turn comes any more.</exception>
    public ValueTask<Turn> NextAsync(CancellationToken cancellation) => turns.Reader.ReadAsync(cancellation);
}
