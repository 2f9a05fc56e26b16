using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Tests.Defining;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live.Policies;

/// <summary>Each policy by its name, live: it bets, and answers and effects are those of the run without bets.</summary>
public class LivePolicyTests
{
    private static readonly Settings Eager = new() { Dial = 1, ValueOfTime = new Usd(1) };
    private static readonly int[] People = [1, 1, 2, 1, 1, 2, 1, 3, 1];
    private static readonly string[] Mail = ["bill 1", "bill 2", "rude 3", "bill 4", "parcel 5", "bill 6", "bill 7", "rude 8"];

    public static TheoryData<string> Names =>
    [
        "sequential", "cost-aware", "forerun", "fixed-depth:3", "dsp:offset=2", "speculative-actions:2", "speculative-actions:2,selective", "sherlock",
        "paste", "branch-beam",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Runs_UnderEachPolicy_AnswerAndActAsWithoutBets(string policy)
    {
        var (plain, early) = (await Play("sequential"), await Play(policy));
        Assert.Equal(plain.Answers, early.Answers);
        Assert.Equal(plain.Effects, early.Effects);
        Assert.Equal(policy == "sequential", early.Bets.Count == 0);
        if (policy != "sequential") Assert.Contains(early.Bets, b => b.Outcome == Outcome.Hit);
    }

    /// <summary>Sherlock's selective rollback: a verified text that is similar by ROUGE-L keeps what was begun on the unverified one.</summary>
    [Theory]
    [InlineData(0.7, "thank you very much for your letter about rude, yours", 2)]
    [InlineData(0.95, "thank you very much for your letter about kind, yours", 1)]
    public async Task Sherlock_WhereAReaderTakesASimilarText_RollsBackWhatIsNotSimilar(double least, string answer, int tier)
    {
        var learned = new Learned();
        var bank = new Bank(Eager, LivePolicies.Find("sherlock"), learned);
        var letters = new Letters(bank.Time, RougeL.AtLeast(least));
        foreach (var letter in (string[])["bill 1", "bill 2"]) await bank.Finish(letters.DefineWithoutSending(), letter);
        var (value, report) = await bank.Finish(letters.DefineWithoutSending(), "rude 3");
        Assert.Equal(answer, value);
        var bet = Assert.Single(report.Bets);
        Assert.Equal((tier == 2 ? Outcome.Hit : Outcome.Miss, tier), (bet.Outcome, bet.Tier));
        var m = Assert.Single(learned.Beliefs.Snapshot(), b => b.Edge is { Upstream: "check", Downstream: "check" });
        Assert.Equal((2, tier == 2 ? 3.0 : 2.0), (m.Edge.Tier, m.Hits));
    }

    [Fact]
    public void Names_AreAllThereAre() =>
        Assert.Equal(LivePolicies.All.Select(Stem).Order(), Names.Select(n => Stem(n.Data)).Distinct().Order());

    private static string Stem(string name) => name.Split(':', '[')[0];

    private static async Task<(List<string> Answers, List<string> Effects, List<BetRow> Bets)> Play(string policy)
    {
        var bank = new Bank(Eager, LivePolicies.Find(policy));
        List<string> answers = [], effects = [];
        foreach (var person in People)
        {
            var booking = new Booking(person, bank.Time);
            var run = bank.Engine.Start(Booking.Program, booking);
            await bank.Pass(run.Settled);
            answers.Add((await run.Answer).ToString());
            effects.AddRange(booking.Effects);
        }

        var letters = new Letters(bank.Time);
        foreach (var letter in Mail) answers.Add((await bank.Finish(letters.Define(), letter)).Value);
        return (answers, [.. effects, .. letters.Effects], [.. bank.Ledger.Rows.OfType<BetRow>()]);
    }
}
