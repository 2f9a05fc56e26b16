using Forerun.Cli.Output;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Cli.Tests.Output;

public class TimelineTests
{
    [Fact]
    public void Draw_TellsStepsHitsMissesAndGuessesApart()
    {
        var picture = Timeline.Draw(
            "A run:",
            new Track("alone", [Row(1, "a", 0, 10), Row(2, "b", 10, 20), Row(3, "c", 20, 40), Run(40, 0.3m)]),
            new Track("ahead", [
                Row(1, "a", 0, 10), Row(2, "draft", 0, 2, Standing.Purchase), Row(3, "b", 2, 12, Standing.Bet), Bet(3, Outcome.Hit),
                Row(4, "c", 4, 12, Standing.Bet), Bet(4, Outcome.Miss), Row(5, "c", 12, 32), Run(32, 0.4m)]),
            51);

        Assert.Equal(
            """
            A run:

            alone: answered after 40.0 s, $0.3000
               steps │a████████ b████████ c██████████████████
            ahead: answered after 32.0 s, $0.4000
               steps │a████████   c██████████████████
                bets │  b▓▓▓▓▓▓▓▓
                     │    c░░░░░░
             guesses │▪
                     └───────────────────────────────── 40.0 s
                      █ step   ▓ bet that hit   ░ bet that missed or was cancelled   ▪ guess bought
            """.ReplaceLineEndings("\n"),
            string.Join('\n', picture));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(500)]
    public void Draw_KeepsToTheColumns_AndTo100(int columns)
    {
        var rows = Enumerable.Range(0, 300).Select(i => (LedgerRow)Row(i + 1, $"{i}", i, i + 1)).ToList();

        var picture = Timeline.Draw("A run:", new Track("alone", rows), new Track("ahead", rows), columns);

        Assert.All(picture.Where(l => l.Contains('│') || l.Contains('└')), l => Assert.InRange(l.Length, 1, Math.Min(columns, 100)));
    }

    [Fact]
    public void Draw_OfManyAtOnce_SaysHowManyMore()
    {
        var rows = Enumerable.Range(0, 20).Select(i => (LedgerRow)Row(i + 1, $"{i}", 0, 1, Standing.Bet)).ToList();

        var picture = Timeline.Draw("A run:", new Track("alone", []), new Track("ahead", rows), 80);

        Assert.Contains(picture, l => l.Contains("(and 12 more at the same time)", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_OfNothing_IsEmptyButWhole() =>
        Assert.Contains("alone: not answered, $0.0000", Timeline.Draw("A run:", new Track("alone", []), new Track("ahead", []), 80));

    private static readonly Tags Tags = new("r", "w", "p");

    private static AttemptRow Row(int id, string slot, double from, double to, Standing standing = Standing.Authoritative) => new(
        Tags, TimeSpan.FromSeconds(to), id, slot, "op", null, "key", standing, AttemptEnd.Finished, TimeSpan.FromSeconds(from), null, 1,
        new Usd(0.1m), "v");

    private static BetRow Bet(int attempt, Outcome outcome) => new(Tags, TimeSpan.Zero, attempt, outcome, TimeSpan.Zero);

    private static RunRow Run(double at, decimal usd) =>
        new(Tags, TimeSpan.FromSeconds(at), RunEnd.Answered, TimeSpan.FromSeconds(at), new Usd(usd), null);
}
