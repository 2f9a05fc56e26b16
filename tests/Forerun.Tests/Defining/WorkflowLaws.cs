using Forerun.Defining.Reporting;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Testing;
using Forerun.Tests.Laws;

namespace Forerun.Tests.Defining;

/// <summary>The laws, at this door: with steps of real code on real threads, so that each pass of a seed takes another course.</summary>
public class WorkflowLaws
{
    private static readonly Settings Eager = new() { Dial = 1, ValueOfTime = new Usd(1) };

    [Fact]
    public void Run_WithAnyBets_HasTheAnswerAndEffectsOfTheSequentialRun()
    {
        var (hits, misses) = (0, 0);
        Seeds.Check(40, seed =>
        {
            var learned = new Learned();
            var real = Play(seed, () => new SequentialPolicy(), learned, null);
            var early = Play(seed, seed % 3 == 0 ? () => new ChaosPolicy(seed) : null, learned, real.Workflow.Outputs.ToDictionary());
            Assert.Equal(real.Value, early.Value);
            Assert.Equal(real.Workflow.Effects, early.Workflow.Effects);
            hits += early.Report.Hits;
            misses += early.Report.Misses;

            // the money is true, nothing is left over, and the report says what the ledger says
            var rows = early.Bank.Ledger.Rows;
            Assert.Equal(rows.OfType<RunRow>().Single().Cost, early.Report.Cost);
            Assert.Equal(rows.OfType<BetRow>().Count(), early.Report.Bets.Count);
            Assert.All(early.Report.Bets.Concat(early.Report.Declined), b => Assert.NotEmpty(b.ToString()));
        });
        if (Environment.GetEnvironmentVariable("FORERUN_SEED") is null) Assert.True(hits > 10 && misses > 5, $"{hits} hits, {misses} misses");
    }

    private static Played Play(int seed, Func<IPolicy>? policy, Learned learned, IReadOnlyDictionary<string, Said>? truth)
    {
        var bank = new Bank(Eager, policy, learned);
        var workflow = new RandomWorkflow(seed, bank.Time, truth);
        var (value, report) = Task.Run(() => bank.Finish(workflow.Define(), $"input {seed}")).GetAwaiter().GetResult();
        return new Played(bank, workflow, value, report);
    }

    private sealed record Played(Bank Bank, RandomWorkflow Workflow, string Value, RunReport Report);
}
