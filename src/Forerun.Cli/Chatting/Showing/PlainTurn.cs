using Forerun.Cli.Output;
using Forerun.Ledgers;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Chatting.Showing;

/// <summary>The answer's words as they come, and a line for each call of a tool and each bet beside them, on stderr.</summary>
internal sealed class PlainTurn(Terminal terminal, BetBoard board, TextWriter words) : ChatShow
{
    private readonly HashSet<(int Bet, Outcome? Outcome)> told = [];

    public override async Task<ChatResponse> ShowAsync(IAsyncEnumerable<ChatResponseUpdate> turn, CancellationToken cancellationToken)
    {
        var (updates, pieces, isAtStart) = (new List<ChatResponseUpdate>(), new Pieces(), true);
        try
        {
            await foreach (var update in turn.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                updates.Add(update);
                var text = pieces.Words(update);
                if (text.Length > 0) isAtStart = text[^1] == '\n';
                words.Write(text);
                words.Flush();
                foreach (var call in Pieces.Calls(update)) terminal.Error.WriteLine(call);
                TellBets();
            }
        }
        finally
        {
            if (!isAtStart) words.WriteLine();
            TellBets();
        }

        return updates.ToChatResponse();
    }

    private void TellBets()
    {
        foreach (var bet in board.Bets)
            if (told.Add((bet.Number, bet.Outcome))) terminal.Error.WriteLine($"{bet.Mark} {bet.Sentence}");
    }
}
