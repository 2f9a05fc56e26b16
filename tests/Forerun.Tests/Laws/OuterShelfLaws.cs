using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Attempts;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Laws;

/// <summary>The laws for runs that use what earlier ones of their conversation or tenant have paid for.</summary>
public class OuterShelfLaws
{
    /// <summary>Law 1: the runs before may have done other things, but this one does and answers what it would have without them.</summary>
    [Fact]
    public void Run_AfterOthersOfItsConversation_AnswersAsWithoutTheirShelf() => Seeds.Check(250, seed =>
    {
        // A world that does not change: which effects of a run that is given up take place is a matter of when it is.
        var talk = Talk.Of(seed).InASteadyWorld();
        var (alone, shared) = ((talk with { Shares = false }).Play(), talk.Play());
        Assert.Equal(RunEnd.Answered, shared.ResultOf(talk.Runs - 1).End);
        Assert.Equal(alone.ResultOf(talk.Runs - 1).Answer, shared.ResultOf(talk.Runs - 1).Answer);
        Assert.Equal(RequestsOf(alone), RequestsOf(shared));
    });

    /// <summary>Law 1: what is adopted is what the world would say at that very moment, whatever other runs have done to it between.</summary>
    [Fact]
    public void Adoption_InAWorldThatOtherRunsChange_IsTrueAtThatMoment() => Seeds.Check(400, seed =>
    {
        var played = (Talk.Of(seed) with { InTurn = seed % 2 == 0 }).Play();
        Assert.All(played.Adoptions, a => Assert.True(a.IsTrue, $"{a.Row} is stale"));
    });

    /// <summary>Law 2: nothing with an effect is ever taken from a shelf or lies on one.</summary>
    [Fact]
    public void Shelf_OfAnyRuns_HoldsNoEffect() => Seeds.Check(200, seed =>
    {
        var played = Talk.Of(seed).Play();
        foreach (var run in played.Runs)
        {
            var effects = run.Machine.Attempts.Where(a => a.Call.Operation.Effect != Effect.None).Select(a => a.Call.Key).ToHashSet();
            Assert.All(run.Machine.Left, item => Assert.DoesNotContain(item.Key, effects));
        }

        var committed = played.World.Committed.GroupBy(c => c.Key).Select(g => g.Count());
        Assert.All(committed, count => Assert.InRange(count, 1, played.Runs.Count));
        Assert.All(played.Adoptions, a => Assert.Equal(Effect.None, Of(played, a.Row).Call.Operation.Effect));
    });

    /// <summary>Law 3: each call is charged once, to the run that made it, and all ledgers together are the provider's bill.</summary>
    [Fact]
    public void Ledgers_OfRunsThatShare_SumToTheBill() => Seeds.Check(200, seed =>
    {
        var talk = Talk.Of(seed) with { InTurn = seed % 2 == 0 };
        var played = talk.Play();
        Assert.Equal(Enumerable.Range(0, talk.Runs).Sum(i => played.ResultOf(i).Cost.Amount), played.Spent);
        Assert.Equal(played.World.Calls.Count, played.Charges.Count(c => HasStarted(played, c)));
        var bill = Bill.Of(played.World, [.. played.Runs.SelectMany(r => r.Machine.Attempts)], _ => talk.Scenario.Settings);
        Assert.InRange(played.Spent - bill.Amount, -1e-12m, 1e-12m);
        foreach (var (row, _) in played.Adoptions)
        {
            Assert.Equal(Usd.Zero, Of(played, row).Cost);
            Assert.DoesNotContain(played.Charges, c => c.Tags.Run == row.Tags.Run && c.Attempt == row.Attempt);
            var paid = Assert.Single(played.Charges, c => c.Tags.Run == row.PaidBy && c.Attempt == row.PaidAttempt);
            Assert.Equal((paid.Key, paid.Cost, paid.End), (row.Key, row.Paid, AttemptEnd.Finished));
            Assert.NotEqual(row.Tags.Run, row.PaidBy);
        }
    });

    /// <summary>A sample answers one request, whoever asks, and is a hit of nobody's.</summary>
    [Fact]
    public void Sample_AmongRunsAtOnce_IsAdoptedOnce() => Seeds.Check(200, seed =>
    {
        var played = (Talk.Of(seed) with { InTurn = false, Runs = 6 }).Play();
        var samples = played.Adoptions.Where(a => !Of(played, a.Row).Call.Operation.Deterministic).Select(a => (a.Row.PaidBy, a.Row.PaidAttempt)).ToList();
        Assert.Equal(samples.Count, samples.Distinct().Count());
        var bets = played.Ledgers.SelectMany(l => l.Rows.OfType<BetRow>()).GroupBy(b => (b.Tags.Run, b.Attempt)).Select(g => g.Count());
        Assert.All(bets, count => Assert.Equal(1, count));
        for (var i = 0; i < played.Runs.Count; i++)
            Assert.Equal(played.Adoptions.Count(a => a.Row.Tags.Run == played.Runs[i].Machine.Run), played.ResultOf(i).FromShelf);
    });

    /// <summary>Two tenants never see each other's values, nor do those who have none.</summary>
    [Fact]
    public void Tenants_WithConversationsOfOneName_ShareNothing() => Seeds.Check(200, seed =>
    {
        string?[] tenants = ["acme", "bolt", null];
        var played = (Talk.Of(seed) with
        {
            InTurn = false, Runs = 9, TagsOf = i => new Tags($"turn-{i}", "w", "test", tenants[i % 3], i % 2 == 0 ? "talk" : null),
        }).Play();
        var tenantOf = played.Runs.ToDictionary(r => r.Machine.Run, r => r.Options.Tags.Tenant ?? "nobody");
        Assert.All(played.Adoptions, a => Assert.Equal(tenantOf[a.Row.Tags.Run], tenantOf[a.Row.PaidBy]));
    });

    /// <summary>A run is its options and its events, also if others have left it something.</summary>
    [Fact]
    public void Machine_FedWithWhatItWasGivenAndItsJournal_GivesTheSameAttempts() => Seeds.Check(200, seed =>
    {
        var talk = Talk.Of(seed).InASteadyWorld() with { InTurn = false };
        var played = talk.Play();
        foreach (var (run, ledger) in played.Runs.Zip(played.Ledgers))
        {
            var again = new MemoryLedger();
            var world = new ScriptedWorld(seed, talk.Scenario.World);
            var machine = new RunMachine(
                talk.Scenario.Program, talk.Scenario.Policy(), run.Options with { Ledger = again, Learned = talk.Scenario.Options(world, again, new Learned()).Learned });
            foreach (var events in run.Journal!) machine.Step(events);
            Assert.Equal(run.Machine.Attempts.Select(a => a.ToString()), machine.Attempts.Select(a => a.ToString()));
            Assert.Equal(ledger.Rows.OfType<AdoptionRow>(), again.Rows.OfType<AdoptionRow>());
            Assert.Equal(run.Machine.Left, machine.Left);
        }
    });

    /// <summary>A law that is held against shelves that are empty proves nothing.</summary>
    [Fact]
    public void Talks_OfTwoHundredSeeds_LeaveTakeAndInvalidate()
    {
        var played = Enumerable.Range(1, 200).Select(seed => (Talk.Of(seed) with { InTurn = seed % 2 == 0 }).Play()).ToList();
        var adoptions = played.SelectMany(p => p.Adoptions.Select(a => Of(p, a.Row).Call.Operation)).ToList();
        var touched = played.SelectMany(p => p.Runs).Count(r => r.Machine.Touches > 0);
        Assert.InRange(adoptions.Count, 50, int.MaxValue);
        Assert.InRange(adoptions.Count(o => o.GoesStale), 5, int.MaxValue);
        Assert.InRange(adoptions.Count(o => o.Deterministic), 5, int.MaxValue);
        Assert.InRange(adoptions.Count(o => o.Reach == Reach.Tenant), 5, int.MaxValue);
        Assert.InRange(touched, 50, int.MaxValue);
    }

    private static Attempt Of(TalkPlayed played, AdoptionRow row) =>
        played.Of(row.Tags.Run).Machine.Attempts[row.Attempt - 1];

    private static IEnumerable<string> RequestsOf(TalkPlayed played) => played.Runs[^1].Machine.Attempts
        .Where(a => a.IsAuthoritative).SelectMany(a => a.Wanted.Select(slot => $"{slot} = {a.Call.Key} {a.Call.Key.Input}")).Distinct().Order();

    private static bool HasStarted(TalkPlayed played, AttemptRow row) =>
        played.Of(row.Tags.Run).Machine.Attempts[row.Attempt - 1].HasStarted;
}
