using Forerun.Cli.Output;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Chatting.Showing;

/// <summary>Shows a turn while it happens, and gives the whole of it.</summary>
internal abstract class ChatShow
{
    public abstract Task<ChatResponse> ShowAsync(IAsyncEnumerable<ChatResponseUpdate> turn, CancellationToken cancellationToken);

    public static ChatShow On(Terminal terminal, BetBoard board, ChatRequest request, TimeProvider clock) =>
        terminal.Width is not null && terminal.IsTyped && terminal.Variable("TERM") != "dumb" && !request.Json
            ? new LiveTurn(terminal, board, clock)
            : new PlainTurn(terminal, board, request.Json ? terminal.Error : terminal.Out);
}
