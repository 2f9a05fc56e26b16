using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Tests.Defining;

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
