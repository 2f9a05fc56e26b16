using Forerun.Aiming;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running;
using Forerun.Tests.Defining;

namespace Forerun.Tests.Aiming;

public class LiveTargetTests
{
    private static readonly string[] Subjects = ["billing", "billing", "delivery", "billing", "delivery", "billing", "billing", "other"];

    [Fact]
    public async Task Runs_WithATargetOfNoMoreDollars_BetUntilOneIsLost_AndThenWaitUntilItIsMadeUp()
    {
        var bank = new Bank(new Settings { Dial = 1, Target = Target.Extra(0) });
        var workflow = new AutoReply(bank.Time).Define();

        foreach (var subject in Subjects) await bank.Finish(workflow, new Email("ann@example.org", $"{subject}: twice"), TestContext.Current.CancellationToken);

        var rows = bank.Ledger.Rows;
        var lost = rows.OfType<BetRow>().First(b => b.Outcome != Outcome.Hit).Tags.Run;
        var held = rows.OfType<AimRow>().First(m => m.To.IsHeld);
        Assert.Equal(lost, held.Tags.Run);
        Assert.Equal(("extra<=0%", 0m), (held.Target, held.BoundPercent));
        Assert.True(held.SeenPercent > 0);
        var after = rows.SkipWhile(r => r != held).SkipWhile(r => r.Tags.Run == lost).ToList();
        Assert.NotEmpty(after.OfType<RunRow>());
        Assert.Empty(after.OfType<BetRow>());
        Assert.All(after.OfType<RunRow>(), r => Assert.Equal(r.Waited, r.WithoutBets));
    }

    [Fact]
    public async Task Decisions_UnderATarget_SayTheDialThatWasInForce()
    {
        var bank = new Bank(new Settings { Dial = 0.5m, Target = Target.Extra(50) });
        var workflow = new AutoReply(bank.Time).Define();

        foreach (var subject in Subjects) await bank.Finish(workflow, new Email("ann@example.org", $"{subject}: twice"), TestContext.Current.CancellationToken);

        var dials = bank.Ledger.Rows.OfType<DecisionRow>().Select(d => (d.Tags.Run, d.Decision.Terms.Dial)).Distinct().ToList();
        var first = bank.Ledger.Rows.OfType<AimRow>().First();
        Assert.Equal((0.5m, 0.725m), (first.From.Dial, first.To.Dial)); // the first run knew nothing to bet on and spent nothing more
        Assert.Equal(0.725m, dials[0].Dial);
        Assert.True(dials.Select(d => d.Dial).Distinct().Count() > 1);
        Assert.Equal(dials.Count, dials.Select(d => d.Run).Distinct().Count()); // one run, one dial
        Assert.All(bank.Ledger.Rows.OfType<DecisionRow>(), d => Assert.Equal(d.Decision.Verdict, d.Decision.Recompute()));
    }

    [Fact]
    public async Task Decisions_WithAFront_BeginWhereItPutsTheTarget_AndAnEngineThatIsOffStaysOff()
    {
        var learned = new Learned();
        learned.Aims.Restore([], [FrontTests.Of("auto-reply")]);
        var target = Target.Extra(15);
        var bank = new Bank(new Settings { Dial = 1, Target = target }, learned: learned);
        var workflow = new AutoReply(bank.Time).Define();

        foreach (var subject in Subjects) await bank.Finish(workflow, new Email("ann@example.org", $"{subject}: twice"), TestContext.Current.CancellationToken);

        Assert.Equal(0.375m, bank.Ledger.Rows.OfType<AimRow>().First().From.Dial);

        var off = new Bank(new Settings { Target = target, Enabled = false }, learned: learned.Copy());
        var quiet = new AutoReply(off.Time).Define();
        foreach (var subject in Subjects) await off.Finish(quiet, new Email("ann@example.org", $"{subject}: twice"), TestContext.Current.CancellationToken);
        Assert.Empty(off.Ledger.Rows.OfType<BetRow>());
    }
}
