using Forerun.Deciding;
using Forerun.Policies.Sherlock;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Tests.Running;
using Forerun.Workflows;

namespace Forerun.Tests.Policies.Sherlock;

/// <summary>An executor of 2 s, its verifier of 10 s, and a line of steps behind it, 4 s each; a model call costs $0.11.</summary>
public class SherlockPolicyTests
{
    private static readonly Operation Execute = Lab.Model("execute"), Verify = Lab.Model("verify") with { IsVerifier = true };
    private static readonly Operation[] Steps = [.. Enumerable.Range(1, 4).Select(i => Lab.Model($"step-{i}"))];

    [Fact]
    public void Choose_OutputThatIsBeingVerified_LetsTheChildrenRunOnIt()
    {
        var lab = Line(verdict: "draft");

        var result = Run(lab);

        Assert.Equal([2, 6, 10, 14], Starts(lab));
        Assert.Equal((TimeSpan.FromSeconds(18), 3, 0), (result.AnsweredAt, result.Hits, result.Misses));
    }

    [Fact]
    public void Choose_OutputThatTheVerifierChanges_RunsWhatStoodOnItAgain()
    {
        var lab = Line(verdict: "another");

        var result = Run(lab);

        Assert.Equal([12, 16, 20, 24], Starts(lab, last: true));
        Assert.Equal((TimeSpan.FromSeconds(28), 0, 3), (result.AnsweredAt, result.Hits, result.Misses));
    }

    [Fact]
    public void Choose_NodesThatTakeLongerThanTheVerification_WaitByTheDepth()
    {
        var lab = Line(verdict: "draft");
        lab.World.Does("verified", _ => Lab.Script(Verify, 30, "draft")); // 10 s were expected

        Run(lab);

        Assert.Equal([2, 6, 10, 32], Starts(lab)); // 4 + 4 + 4 s before the last
        var waits = Assert.Single(lab.Decisions, d => d.Decision.Verdict == Verdict.Wait).Decision;
        Assert.Equal(("verification", 10m, 12.0000001m), (waits.Measure, waits.Score, waits.ScoreThreshold));
    }

    [Theory]
    [InlineData(0.10, 1, 0)]
    [InlineData(0.11, 1, 1)]
    [InlineData(0.30, 1, 2)]
    [InlineData(0.30, 0.5, 1)]
    [InlineData(100, 0, 0)]
    public void Choose_NodesBeyondTheBudget_Wait(double budget, double dial, int begun)
    {
        var lab = Line(verdict: "draft");
        lab.Settings = lab.Settings with { Dial = (decimal)dial };

        Run(lab, new Usd((decimal)budget));

        Assert.Equal(begun, lab.Decisions.Count(d => d.Decision.Verdict == Verdict.Speculate));
        Assert.All(lab.Decisions, d => Assert.Equal("budget", d.Decision.Measure));
    }

    [Fact]
    public void Choose_ThePriceOfWhatCameTrue_IsSpentFromTheBudgetToo()
    {
        var lab = Line(verdict: "draft");
        var again = Verify with { Name = "verify again" };
        lab.Does("verified again", again, 10, "out");
        lab.Does("last", Lab.Model("last"), 4, "out");

        Run(lab, new Usd(0.33m), [new("verified again", again, [Lab.On("s4")]), new("last", Lab.Model("last"), [Lab.On("verified again")])]);

        Assert.Equal(["s1", "s2", "s3"], lab.Decisions.Where(d => d.Decision.Verdict == Verdict.Speculate).Select(d => d.Slots[0]));
        Assert.Contains(lab.Decisions, d => d.Slots[0] == "last" && d.Decision is { Verdict: Verdict.Wait, Measure: "budget", Score: 0 });
    }

    [Fact]
    public void Choose_VerifierBehindASpeculatedNode_IsTakenToChangeNothingEither()
    {
        var lab = new Lab();
        var inner = Verify with { Name = "inner" };
        Node[] nodes =
        [
            new("out", Execute, []), new("verified", Verify, [Lab.On("out")]), new("child", Steps[0], [Lab.On("verified")]),
            new("child verified", inner, [Lab.On("child")]), new("grandchild", Steps[1], [Lab.On("child verified")]),
        ];
        lab.Does("out", Execute, 2, "draft");
        lab.Does("verified", Verify, 10, "draft");
        lab.Does("child", Steps[0], 4, "c");
        lab.Does("child verified", inner, 10, "c");
        lab.Does("grandchild", Steps[1], 4, "g");

        var result = lab.Run(nodes, policy: new SherlockPolicy(new Usd(10)));

        Assert.Equal(6, lab.Attempts.Single(a => a.Slot == "grandchild").StartedAt.TotalSeconds);
        var bet = lab.Decisions.First(d => d.Slots[0] == "grandchild");
        Assert.Equal((2, 0.49m), (bet.Guesses.Count, bet.Decision.Terms.Probability)); // 0.7 x 0.7
        Assert.Equal(TimeSpan.FromSeconds(16), result.AnsweredAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public void Waste_OfTenRuns_IsTheShareThatWasChangedOfTheNodesAndTheirVerifiers(int changed)
    {
        var lab = new Lab();
        var inner = Verify with { Name = "inner" };
        Node[] nodes =
        [
            new("out", Execute, []), new("verified", Verify, [Lab.On("out")]), new("child", Steps[0], [Lab.On("verified")]),
            new("child verified", inner, [Lab.On("child")]),
        ];
        lab.Does("out", Execute, 2, "draft");
        lab.Knows(Verify, 10);
        lab.Knows(Steps[0], 4);
        lab.Knows(inner, 3);
        lab.World.Does("child", call => Lab.Script(Steps[0], 4, $"on {call.Key.Input}"));
        lab.World.Does("child verified", call => Lab.Script(inner, 3, $"on {call.Key.Input}"));

        var cost = 0m;
        for (var run = 0; run < 10; run++)
        {
            lab.World.Does("verified", _ => Lab.Script(Verify, 10, run < changed ? "another" : "draft"));
            cost += lab.Run(nodes, policy: new SherlockPolicy(new Usd(10))).Cost.Amount;
        }

        // Eq. 6, (1 - m)(C_exec + C_vrf) a run; four calls of $0.11 each make a run without speculation.
        Assert.Equal((10 * 4 * 0.11m) + (changed * (0.11m + 0.11m)), cost);
    }

    [Fact]
    public void Observe_EveryVerdict_MovesTheMatchRate()
    {
        var lab = Line(verdict: "draft");
        for (var i = 0; i < 3; i++) Run(lab, new Usd(0)); // nothing is bet on
        lab.World.Does("verified", _ => Lab.Script(Verify, 10, "another"));
        Run(lab, new Usd(0));

        var m = lab.Learned.Beliefs.Snapshot().Single(b => b.Edge == new Forerun.Learning.Edge("g", "verify", "verify", "unverified"));
        Assert.Equal((3, 1), (m.Hits, m.Misses));
    }

    [Fact]
    public void Choose_ChildWithAnEffect_IsNeverStartedOnAnUnverifiedOutput()
    {
        var lab = new Lab();
        var send = Lab.Tool("send", Forerun.Effects.Effect.Irreversible);
        lab.Does("out", Execute, 2, "draft");
        lab.Does("verified", Verify, 10, "draft");
        lab.Does("sent", send, 1, "done");

        lab.Run([new("out", Execute, []), new("verified", Verify, [Lab.On("out")]), new("sent", send, [Lab.On("verified")])], policy: new SherlockPolicy());

        Assert.Equal(12, Assert.Single(lab.Attempts, a => a.Slot == "sent").StartedAt.TotalSeconds);
        Assert.Contains(lab.Decisions, d => d.Decision.Verdict == Verdict.Inadmissible);
    }

    private static RunResult Run(Lab lab, Usd? budget = null, Node[]? more = null) =>
        lab.Run([new("out", Execute, []), new("verified", Verify, [Lab.On("out")]), .. Behind("verified"), .. more ?? []], policy: new SherlockPolicy(budget ?? new Usd(10)));

    private static IEnumerable<Node> Behind(string before) =>
        Steps.Select((step, i) => new Node($"s{i + 1}", step, [Lab.On(i == 0 ? before : $"s{i}")]));

    private static Lab Line(string verdict)
    {
        var lab = new Lab();
        lab.Does("out", Execute, 2, "draft");
        lab.Does("verified", Verify, 10, verdict);
        foreach (var (i, step) in Steps.Index())
        {
            lab.Knows(step, 4);
            lab.World.Does($"s{i + 1}", call => Lab.Script(step, 4, $"out of {call.Key.Input}"));
        }

        return lab;
    }

    private static IEnumerable<double> Starts(Lab lab, bool last = false) => lab.Attempts.Where(a => a.Slot[0] == 's').GroupBy(a => a.Slot).OrderBy(g => g.Key)
        .Select(g => last ? g.Max(a => a.StartedAt.TotalSeconds) : g.Min(a => a.StartedAt.TotalSeconds));
}
