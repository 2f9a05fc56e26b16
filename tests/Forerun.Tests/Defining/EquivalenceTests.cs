using System.Collections.Concurrent;
using Forerun.Defining;
using Forerun.Defining.Reporting;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running;

namespace Forerun.Tests.Defining;

/// <summary>A guess that is confirmed though it is not equal to what came: declared, dependency by dependency, and named lossy.</summary>
public class EquivalenceTests
{
    private static readonly Settings Eager = new() { Dial = 1, ValueOfTime = new Usd(1) };
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(0.2);
    private readonly Learned learned = new();

    [Fact]
    public async Task EquivalentBy_AGuessThatMeansTheSame_IsAdopted_AndOthersReadTheTruth()
    {
        var (report, said) = await Play(Letters(s => s.EquivalentBy((guess, actual) => guess.Equals(actual, StringComparison.OrdinalIgnoreCase))), "HELLO");

        Assert.Equal("draft of hello, 5 letters of HELLO", said);
        var bet = Assert.Single(report.Bets, b => b.Steps[0] == "draft");
        Assert.Equal((Outcome.Hit, 2, 2), (bet.Outcome, bet.Tier, bet.Decision.Tier));
        Assert.InRange(bet.Saved.TotalSeconds, 30, 40.1);
        Assert.Equal(["draft", "join"], report.Lossy);
        Assert.Contains("lossy: 'draft', 'join'", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("equivalent to what came (tier 2, lossy)", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [("count", 1, 0, 1), ("draft", 2, 1, 0)],
            learned.Beliefs.Snapshot().Where(b => b.Edge is { Upstream: "summary", By: "own" }).Select(b => (b.Edge.Downstream, b.Edge.Tier, (int)b.Hits, (int)b.Misses)).Order());
    }

    [Fact]
    public async Task EquivalentBy_AGuessThatIsEqual_IsNoLoss()
    {
        var (report, said) = await Play(Letters(s => s.EquivalentBy((_, _) => true)), "hello");
        Assert.Equal("draft of hello, 5 letters of hello", said);
        Assert.All(report.Bets, b => Assert.Equal((Outcome.Hit, 1), (b.Outcome, b.Tier)));
        Assert.Empty(report.Lossy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EquivalentBy_AGuessThatMeansSomethingElse_OrAPredicateThatThrows_ReadsTheTruth(bool throws)
    {
        var (report, said) = await Play(Letters(s => s.EquivalentBy((_, _) => throws ? throw new InvalidOperationException("oops") : false)), "HELLO");
        Assert.Equal("draft of HELLO, 5 letters of HELLO", said);
        Assert.Equal(Outcome.Miss, Assert.Single(report.Bets, b => b.Steps[0] == "draft").Outcome);
        Assert.Empty(report.Lossy);
    }

    [Theory]
    [InlineData(20, true, Outcome.Hit)] // it has returned, and its output is good
    [InlineData(20, false, Outcome.Miss)]
    [InlineData(90, true, Outcome.Miss)] // it has not returned: nobody waits for it
    public async Task ConfirmedBy_TheOutputOnAGuess_IsAdoptedIfItIsThereAndGood(double seconds, bool isGood, Outcome outcome)
    {
        var workflow = Letters(s => s.ConfirmedBy((string actual, string draft) => isGood && actual == "HELLO" && draft == "draft of hello"), seconds, countSeconds: 10);
        var (report, said) = await Play(workflow, "HELLO");
        var bet = Assert.Single(report.Bets, b => b.Steps[0] == "draft");
        Assert.Equal((outcome, outcome == Outcome.Hit ? 3 : 1), (bet.Outcome, bet.Tier));
        Assert.Equal(outcome == Outcome.Hit ? "draft of hello, 5 letters of HELLO" : "draft of HELLO, 5 letters of HELLO", said);
        Assert.Equal(outcome == Outcome.Hit ? ["draft", "join"] : (string[])[], report.Lossy);
    }

    [Fact]
    public async Task EquivalentBy_WhatGoesOnWithAGuessFails_TheTruthIsReadAfterAll()
    {
        var (report, said) = await Play(Letters(s => s.EquivalentBy((guess, actual) => guess.Equals(actual, StringComparison.OrdinalIgnoreCase)), failsOn: "hello"), "HELLO");
        Assert.Equal("draft of HELLO, 5 letters of HELLO", said);
        Assert.Equal(RunEnd.Answered, report.End);
    }

    [Theory]
    [InlineData(0, true)] // at once: half a second may pass while a busy machine puts the step aside
    [InlineData(30, false)] // nobody waits so long
    public async Task EquivalentBy_AComparison_IsMadeReadyWhereAStepHasBegunOnAGuess(double seconds, bool isInTime)
    {
        var letters = new Ignoring(seconds);
        var (report, said) = await Play(Letters(s => s.EquivalentBy(letters), comparing: letters), "HELLO", 10 * Tick);
        Assert.Equal(isInTime ? "draft of hello, 5 letters of HELLO" : "draft of HELLO, 5 letters of HELLO", said);
        Assert.Equal(isInTime ? ["draft", "join"] : (string[])[], report.Lossy);
        Assert.Equal(["HELLO", "hello"], letters.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EquivalentBy_AComparisonWithoutABet_IsNeverAsked()
    {
        var letters = new Ignoring(0.2);
        var bank = new Bank(Eager, LivePolicies.Find("sequential"));
        await bank.Finish(Letters(s => s.EquivalentBy(letters), comparing: letters)(bank, "HELLO"), "letter");
        Assert.Empty(letters.Asked);
    }

    /// <summary>The other input comes later: if it was guessed right the bet goes on until then, if not the truth is read after all.</summary>
    [Theory]
    [InlineData("gold", "draft for gold of hello")]
    [InlineData("plain", "draft for plain of HELLO")]
    public async Task EquivalentBy_BesideAnotherGuess_IsAdoptedIfThatIsRight_AndLosesNothingElse(string plan, string draft)
    {
        var bank = new Bank(Eager, LivePolicies.Find("cost-aware"), learned) { Tick = Tick };
        Task<(string Value, RunReport Report)> Run(bool isLesson) => bank.Finish(Workflow.Define<string, string>("letters", w =>
        {
            var summary = w.Call("summary", (string _, StepContext step) => Says(bank, isLesson ? "hello" : "HELLO", 40, step), w.Input).Model("gpt-4o")
                .GuessedBy(Predictability.Lookup).GuessedBy(w.Input, _ => "hello");
            var customer = w.Call("customer", (string _, StepContext step) => Says(bank, isLesson ? "gold" : plan, 60, step), w.Input).Model("gpt-4o")
                .GuessedBy(Predictability.Lookup).GuessedBy(w.Input, _ => "gold");
            return w.Call(
                "draft", (string s, string c, StepContext step) => Says(bank, $"draft for {c} of {s}", 90, step),
                summary.EquivalentBy((guess, actual) => guess.Equals(actual, StringComparison.OrdinalIgnoreCase)), customer).Model("gpt-4o");
        }), "letter");
        await Run(isLesson: true);
        await Run(isLesson: true);

        var (value, report) = await Run(isLesson: false);

        Assert.Equal(plan == "gold" ? ["draft"] : (string[])[], report.Lossy);
        Assert.Equal(plan == "gold" ? (1, 0) : (0, 1), (report.Hits, report.Misses));
        Assert.Equal(draft, value);
    }

    [Fact]
    public void Define_AnEffectThatWouldFollowFromAnEquivalent_IsRefused()
    {
        var error = Assert.Throws<WorkflowDefinitionException>(() => Workflow.Define<string, string>("letters", w =>
        {
            var summary = w.Call("summary", (string x, CancellationToken _) => Task.FromResult(x), w.Input).Computes();
            w.Call("pay", (string x, CancellationToken _) => Task.FromResult(x), summary.EquivalentBy((_, _) => true), Effect.Idempotent);
            var draft = w.Call("draft", (string x, CancellationToken _) => Task.FromResult(x), summary.ConfirmedBy((string _, string _) => true)).Computes();
            var polish = w.Call("polish", (string x, CancellationToken _) => Task.FromResult(x), draft).Computes();
            w.Call("log", (string x, CancellationToken _) => Task.FromResult(x), summary);
            return w.Call("send", (string x, CancellationToken _) => Task.FromResult(x), polish, Effect.Staged);
        }));
        Assert.Contains("'pay' has an effect (Idempotent), and takes what is merely equivalent to 'summary'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'send' has an effect (Staged), and follows from what is merely equivalent further up", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'log'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Define_EquivalentByInTheWrongPlace_IsRefused()
    {
        var error = Assert.Throws<WorkflowDefinitionException>(() => Workflow.Define<string, string>("letters", w =>
        {
            var summary = w.Call("summary", (string x, CancellationToken _) => Task.FromResult(new[] { x }), w.Input).Computes();
            w.Call("a", (string x, CancellationToken _) => Task.FromResult(x), summary.EquivalentBy((_, _) => true).Select(s => s[0])).Computes();
            w.Call("b", (string[] x, CancellationToken _) => Task.FromResult(x), summary.EquivalentBy((_, _) => true).EquivalentBy((_, _) => true)).Computes();
            return w.Call("c", (string x, CancellationToken _) => Task.FromResult(x), w.Input).Computes().EquivalentBy((_, _) => true);
        }));
        Assert.Contains("comes after EquivalentBy or ConfirmedBy, which would be lost; put it before", error.Message, StringComparison.Ordinal);
        Assert.Contains("'summary' is read with EquivalentBy or ConfirmedBy twice", error.Message, StringComparison.Ordinal);
        Assert.Contains("The answer is read with EquivalentBy or ConfirmedBy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_SaysTheTierOfEachDependency() => Assert.Equal(
        [("draft", 2), ("count", 1)],
        Letters(s => s.EquivalentBy((_, _) => true))(new Bank(), "x").Plan.Where(p => p.Slot is "draft" or "count").Select(p => (p.Slot, p.After[0].Tier)));

    /// <summary>A summary takes 40 s; what is drafted from it goes by equivalence, what is counted by the truth.</summary>
    private static Func<Bank, string, Workflow<string, string>> Letters(Func<Source<string>, Source<string>> read, double draftSeconds = 90, double countSeconds = 80,
        string? failsOn = null, Ignoring? comparing = null) => (bank, truth) =>
        Workflow.Define<string, string>("letters", w =>
        {
            if (comparing is not null) comparing.Time = bank.Time;
            var summary = w.Call("summary", (string _, StepContext step) => Says(bank, truth, 40, step), w.Input).Model("gpt-4o")
                .GuessedBy(Predictability.Lookup).GuessedBy(w.Input, _ => "hello");
            var draft = w.Call("draft", async (string s, StepContext step) =>
                {
                    var text = await Says(bank, $"draft of {s}", draftSeconds, step);
                    return s == failsOn && truth != failsOn ? throw new InvalidOperationException("a draft that fails") : text;
                }, read(summary)).Model("gpt-4o");
            var count = w.Call("count", (string s, StepContext step) => Says(bank, $"{s.Length} letters of {s}", countSeconds, step), summary).Model("gpt-4o");
            return w.Call("join", (string a, string b, CancellationToken _) => Task.FromResult($"{a}, {b}"), draft, count).Computes();
        });

    private async Task<(RunReport Report, string Said)> Play(Func<Bank, string, Workflow<string, string>> workflow, string truth, TimeSpan? tick = null)
    {
        var bank = new Bank(Eager, LivePolicies.Find("forerun"), learned) { Tick = tick ?? Tick };
        var lessons = new Bank(Eager, LivePolicies.Find("sequential"), new Learned { Forecasts = learned.Forecasts }) { Tick = Tick };
        for (var i = 0; i < 2; i++) await lessons.Finish(workflow(lessons, "hello"), "letter"); // how long it takes, and nothing else
        var (value, report) = await bank.Finish(workflow(bank, truth), "letter");
        return (report, value);
    }

    private static async Task<string> Says(Bank bank, string text, double seconds, StepContext step)
    {
        step.Report("", 0);
        await Task.Delay(TimeSpan.FromSeconds(seconds), bank.Time, step.Cancellation);
        step.Use(new TokenUsage(100, 20));
        return text;
    }

    /// <summary>Ignores case, once both are ready.</summary>
    private sealed class Ignoring(double seconds) : IComparison<string>
    {
        private readonly ConcurrentDictionary<string, bool> ready = new();

        public ConcurrentQueue<string> Asked { get; } = new();

        public TimeProvider? Time { get; set; }

        public async ValueTask PrepareAsync(string value, CancellationToken cancellationToken)
        {
            Asked.Enqueue(value);
            await Task.Delay(TimeSpan.FromSeconds(seconds), Time!, cancellationToken);
            ready[value] = true;
        }

        public bool AreEquivalent(string guessed, string actual) =>
            ready.ContainsKey(guessed) && ready.ContainsKey(actual) && guessed.Equals(actual, StringComparison.OrdinalIgnoreCase);
    }
}
