using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Laws;

/// <summary>
/// What the laws become where dependencies declare equivalences, as many and as careless as a seed likes: no effect follows from one, whatever
/// follows from none is as without bets, and what does was asked for with values that an equivalence has accepted.
/// </summary>
public class EquivalenceLaws
{
    [Fact]
    public void Run_WithRandomEquivalences_LosesNothingButWhatFollowsFromThem()
    {
        var (lossy, hits) = (0, 0);
        Seeds.Check(600, seed =>
        {
            var program = Careless(seed, (Graph)RandomPrograms.DagOf(seed));
            var scenario = new Scenario(seed) { Program = program, World = new WorldOptions { Permanent = 0 } }.Turning();
            var loose = Lossy.Of(program.Plan);
            var (real, early) = (scenario.Sequential(), scenario.Play());

            Assert.Equal((RunEnd.Answered, RunEnd.Answered), (real.Result.End, early.Result.End));
            Assert.Equal(real.Effects, early.Effects);
            var exact = program.Plan.Select(p => p.Slot).Where(s => !loose.Contains(s)).ToList();
            Assert.Equal(exact.Select(s => KeyOf(real, s)), exact.Select(s => KeyOf(early, s)));
            lossy += loose.Count(s => KeyOf(real, s) != KeyOf(early, s));
            hits += early.Ledger.Rows.OfType<BetRow>().Count(b => b.Tier > 1);
        });
        if (Environment.GetEnvironmentVariable("FORERUN_SEED") is null) Assert.True(lossy > 30 && hits > 30, $"{lossy} lossy calls, {hits} hits by equivalence");
    }

    [Fact]
    public void Run_WithEquivalencesThatAcceptNothing_EqualsTheSequentialRun() => Seeds.Check(300, seed =>
    {
        var program = With((Graph)RandomPrograms.DagOf(seed), _ => Equivalence.By((_, _) => seed % 2 == 0 ? throw new InvalidOperationException("no") : false));
        var scenario = new Scenario(seed) { Program = program, World = new WorldOptions { Permanent = 0 } };
        var (real, early) = (scenario.Sequential(), scenario.Play());
        Assert.Equal(real.Result.Answer, early.Result.Answer);
        Assert.Equal(real.Effects, early.Effects);
        Assert.Equal(real.Requests, early.Requests);
        Assert.DoesNotContain(early.Ledger.Rows.OfType<BetRow>(), b => b.Tier > 1);
    });

    /// <summary>The money is true, nothing is left over, each verdict follows from its row, and the ledger plays again the same.</summary>
    [Fact]
    public void Run_WithRandomEquivalences_KeepsTheOtherLaws() => Seeds.Check(300, seed =>
    {
        var program = Careless(seed, (Graph)RandomPrograms.DagOf(seed));
        var scenario = new Scenario(seed) { Program = program, World = new WorldOptions { Permanent = 0.05 } }.Turning();
        var (one, again) = (scenario.Play(), scenario.Play());
        Assert.Equal(one.Ledger.Rows, again.Ledger.Rows);
        Assert.Equal(one.Charges.Sum(c => c.Cost?.Amount ?? 0) + one.Ledger.Rows.OfType<TryRow>().Sum(t => t.Cost?.Amount ?? 0), one.Result.Cost.Amount);
        Assert.All(one.Ledger.Rows.OfType<DecisionRow>(), d => Assert.Equal(d.Decision.Verdict, d.Decision.Recompute()));
        Assert.Equal(one.Result.Bets, one.Ledger.Rows.OfType<BetRow>().Count());
        Assert.All(one.Run.Machine.Attempts, a => Assert.False(a.IsOpen));
    });

    private static string? KeyOf(Played played, string slot) => played.Run.Machine.RealCall(slot)?.Key.ToString();

    /// <summary>Every dependency that may has an equivalence, which accepts what it likes.</summary>
    private static Graph Careless(int seed, Graph program) => With(program, d => (Draws.Of(seed, $"equivalence {d.Reading}").Below(4)) switch
    {
        0 => null,
        1 => Equivalence.Confirmed((actual, output) => (actual.Digest.A ^ output.Digest.A) % 2 == 0),
        2 => Equivalence.By((guessed, actual) => (guessed.Digest.A ^ actual.Digest.A) % 2 == 0),
        _ => Equivalence.By((_, _) => true),
    });

    private static Graph With(Graph program, Func<Dependency, Equivalence?> equivalence)
    {
        var before = program.Plan.Where(p => p.Operation.Effect != Effect.None).Select(p => p.Slot).ToHashSet();
        for (var more = true; more;) // what leads to an effect stays exact
        {
            more = false;
            foreach (var call in program.Plan)
                if (before.Contains(call.Slot))
                    foreach (var dependency in call.After.Where(d => !d.IsOrder)) more |= before.Add(dependency.Reading.Slot);
        }

        return new Graph(program.Name, program.Plan.Select(p => new Node(p.Slot, p.Operation, [.. p.After.Where(d => !d.IsOrder).Select(d =>
            before.Contains(p.Slot) ? d : d with { Equivalence = equivalence(d) })])));
    }
}
