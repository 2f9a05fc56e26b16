using System.Text;
using Forerun.Cli.Explaining;
using Forerun.Cli.Output;
using Forerun.Ledgers;
using Microsoft.Extensions.AI;
using Spectre.Console;

namespace Forerun.Cli.Chatting.Showing;

/// <summary>The answer as it comes, and beside it the bets of the turn; what stays of it is the answer, and a line for each bet that was made, won or lost.</summary>
internal sealed class LiveTurn(Terminal terminal, BetBoard board, TimeProvider clock) : ChatShow
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly StringBuilder answer = new();
    private readonly HashSet<(int Bet, Outcome? Outcome)> left = [];
    private long began;

    public override async Task<ChatResponse> ShowAsync(IAsyncEnumerable<ChatResponseUpdate> turn, CancellationToken cancellationToken)
    {
        var (updates, pieces) = (new List<ChatResponseUpdate>(), new Pieces());
        lock (gate) answer.Clear();
        began = clock.GetTimestamp();
        using var over = new CancellationTokenSource();
        var drawing = DrawAsync(over.Token);
        try
        {
            await foreach (var update in turn.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                updates.Add(update);
                lock (gate)
                {
                    answer.Append(pieces.Words(update));
                    foreach (var call in Pieces.Calls(update)) answer.Append(answer.Length > 0 && answer[^1] != '\n' ? "\n" : "").Append(call).Append('\n');
                }
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await drawing.ConfigureAwait(false);
            Leave();
        }

        return updates.ToChatResponse();
    }

    /// <summary>What stays on the terminal.</summary>
    private void Leave()
    {
        foreach (var line in SidePanel.Fold(answer.ToString().TrimEnd('\n'), terminal.Columns - 1)) terminal.Out.WriteLine(line);
        foreach (var bet in board.Bets)
            if (left.Add((bet.Number, bet.Outcome))) terminal.Out.WriteLine($"  {bet.Mark} {bet.Sentence}");
    }

    private Task DrawAsync(CancellationToken over)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(terminal.RawOut),
        });
        console.Profile.Width = terminal.Columns;
        console.Profile.Height = terminal.Rows;
        console.Profile.Capabilities.Unicode = true;
        return console.Live(Picture()).AutoClear(true).StartAsync(async live =>
        {
            while (!over.IsCancellationRequested)
            {
                live.UpdateTarget(Picture());
                await Task.Delay(Frame, clock, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
    }

    private Text Picture()
    {
        string said;
        lock (gate) said = answer.ToString();
        var (usd, unknown) = board.Spent;
        List<string> panel = [$"{Comparison.Seconds(clock.GetElapsedTime(began))}  {usd}{(unknown > 0 ? " and unknown" : "")} so far"];
        panel.AddRange(board.Bets.Where(b => !left.Contains((b.Number, b.Outcome))).Select(b => $"{b.Mark} {b.Sentence}"));
        return new Text(string.Join('\n', SidePanel.Draw(said, panel, terminal.Columns, terminal.Rows - 2)));
    }
}
