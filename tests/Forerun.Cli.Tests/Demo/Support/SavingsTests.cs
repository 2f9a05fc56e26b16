using Forerun.Cli.Demo.Support.Running;
using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Cli.Tests.Demo.Support;

public sealed class SavingsTests
{
    private static readonly Tags Tags = new("run", "support", "forerun");

    private readonly List<LedgerRow> rows = [Attempt(1, "1", "person", null, 0, 0)];

    [Fact]
    public void Of_OneCallAfterTheOther_IsNothing()
    {
        rows.AddRange([Attempt(2, "2", "decide", "m", 0, 1), Attempt(3, "2/1", "look", null, 1, 2), Attempt(4, "3", "decide", "m", 2, 3)]);

        Assert.Equal(new Savings(0, 0, 0), Savings.Of(rows));
    }

    [Fact]
    public void Of_ReadsSideBySide_IsEarlyIssue_ByWhatTheShorterTook()
    {
        rows.AddRange([Attempt(2, "2", "decide", "m", 0, 1), Attempt(3, "2/1", "look", null, 1, 3), Attempt(4, "2/2", "look", null, 1, 2), Attempt(5, "3", "decide", "m", 3, 4)]);

        Assert.Equal(new Savings(1, 0, 0), Savings.Of(rows));
    }

    [Theory]
    [InlineData("stream", 0.5, 0)]
    [InlineData("patterns", 0, 0.5)]
    [InlineData("draft", 0, 0.5)]
    public void Of_AToolThatHit_GoesToWhoGuessedIt(string by, double early, double prefetched)
    {
        rows.AddRange([Decision("2/1", 0.5, by), Attempt(2, "2", "decide", "m", 0, 1), Attempt(3, "2/1", "look", null, 0.5, 2, Standing.Bet), Bet(3, Outcome.Hit)]);

        Assert.Equal(new Savings((decimal)early, (decimal)prefetched, 0), Savings.Of(rows));
    }

    [Fact]
    public void Of_TheModelAheadOfItself_IsDrafting_ByWhatItNoLongerMovesTheEndBy()
    {
        rows.AddRange(
        [
            Attempt(2, "2", "decide", "m", 0, 1), Attempt(3, "2/1", "look", null, 0.2, 0.4, Standing.Bet), Bet(3, Outcome.Hit), Decision("2/1", 0.2, "draft"),
            Attempt(4, "3", "decide", "m", 0.4, 1.4, Standing.Bet), Bet(4, Outcome.Hit),
        ]);

        Assert.Equal(new Savings(0, 0.2m, 0.6m), Savings.Of(rows));
    }

    [Fact]
    public void Of_BetsThatMissed_AndThePersonsTime_AreInNoSum()
    {
        rows.AddRange(
        [
            Attempt(2, "2", "decide", "m", 0, 1), Attempt(3, "2/1", "look", null, 0.2, 0.9, Standing.Bet), Bet(3, Outcome.Miss),
            Attempt(4, "3", "person", null, 1, 9), Attempt(5, "4", "decide", "m", 9, 10),
        ]);

        Assert.Equal(new Savings(0, 0, 0), Savings.Of(rows));
    }

    private static AttemptRow Attempt(int number, string slot, string operation, string? model, double from, double to, Standing standing = Standing.Authoritative) => new(
        Tags, TimeSpan.FromSeconds(to), number, slot, operation, model, $"{operation}:{slot}", standing, AttemptEnd.Finished, TimeSpan.FromSeconds(from), null, 1, Usd.Zero, "none");

    private static BetRow Bet(int attempt, Outcome outcome) => new(Tags, TimeSpan.FromSeconds(9), attempt, outcome, TimeSpan.Zero);

    private static DecisionRow Decision(string slot, double at, string by) => new(
        Tags, TimeSpan.FromSeconds(at), [slot], "decide -> look", [$"{by}:0123"], new Decision { Enabled = true, WithinAllowance = true, Verdict = Verdict.Speculate });
}
