using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Policies;

/// <summary><c>speculative-actions</c> against what its paper proves, and on the chess of its authors.</summary>
public class SpeculativeActionsTests
{
    private const int Steps = 100;

    /// <summary>
    /// Proposition 1 of arXiv 2510.04371: the actor takes Exp(β), the speculator Exp(α), and each of its k guesses is right with
    /// probability p by itself, so that one is with p(k) = 1 − (1 − p)^k. It counts B − A for every hit: that needs a launched call that
    /// takes no less than what is left of the actor's answer. All calls of a run take the same time here, and then it does.
    /// </summary>
    [Theory]
    [InlineData(1, 0.5, 5)]
    [InlineData(3, 0.3, 10)]
    [InlineData(2, 0.8, 20)]
    public void Saving_UnderThePapersAssumptions_IsThePublishedOne(int guesses, double right, double alpha)
    {
        var trace = new Trace { Name = "exponential", Runs = [.. Games(new Dice(600_001), 400, guesses, right, alpha, isEven: true)] };

        var saved = 1 - (Seconds(trace, $"speculative-actions:{guesses}") / Seconds(trace, "sequential"));

        var hit = 1 - Math.Pow(1 - right, guesses);
        Assert.InRange(saved / (hit / (1 + hit) * alpha / (alpha + 1)), 0.98, 1.02);
    }

    /// <summary>
    /// Where every call draws its own time, a launched call that is through waits for the actor to confirm it: a hit saves
    /// E[min(B', (B − A)+)], half as much. And where the actor was faster than the speculator nothing was launched, so that the next step is
    /// speculated on after all: p(k)·α/(α + β) takes the place of p(k). Derived, and ours.
    /// </summary>
    [Theory]
    [InlineData(1, 0.5, 5)]
    [InlineData(3, 0.3, 2)]
    public void Saving_OfIndependentTimes_IsHalfOfIt(int guesses, double right, double alpha)
    {
        var trace = new Trace { Name = "exponential", Runs = [.. Games(new Dice(600_002), 500, guesses, right, alpha, isEven: false)] };

        var saved = 1 - (Seconds(trace, $"speculative-actions:{guesses}") / Seconds(trace, "sequential"));

        var launched = (1 - Math.Pow(1 - right, guesses)) * alpha / (alpha + 1);
        Assert.InRange(saved / (launched / (1 + launched) / 2), 0.97, 1.03);
    }

    [Fact]
    public void Breadth_OfMoreBranches_HitsMoreOften()
    {
        var trace = new Trace { Name = "exponential", Runs = [.. Games(new Dice(600_011), 30, 3, 0.3, 5, isEven: false)] };
        var hits = ((int[])[1, 2, 3]).Select(b => Replay(trace, $"speculative-actions:{b}").Hits).ToList();
        Assert.True(hits[0] < hits[1] && hits[1] < hits[2], string.Join(", ", hits));
    }

    [Fact]
    public void Spending_OfTheSelectiveForm_NeverFallsWithTheValueOfTimeOrTheDial()
    {
        var trace = new Trace { Name = "router", Runs = [.. RouterGenerator.Generate(new RouterOptions { Ways = 4, Skew = 1 }, 600_021)] };
        var spent = ((double[])[0.001, 0.003, 0.01, 0.03]).Select(v => Replay(trace, "speculative-actions:3,selective", v).Bets).ToList();
        Assert.Equal(spent.Order(), spent);
        Assert.True(spent[0] < spent[^1]);
        var turned = ((double[])[0, 0.5, 1]).Select(d => Replay(trace, "speculative-actions:3,selective", 0.01, d).Bets).ToList();
        Assert.Equal(turned.Order(), turned);
    }

    /// <summary>The figures of docs/published.md.</summary>
    [Theory]
    [InlineData(0.0001, 9)]
    [InlineData(0.001, 10)]
    [InlineData(0.01, 158)] // 164 by the rule: the last six are held back, the edge having lost its waste budget
    public void Chess_ByTheRule_LaunchesSoManyBranches(double valueOfTime, int branches)
    {
        var chess = TraceReader.Read(SharedData.PathOf("chess.jsonl"));
        var ledger = new MemoryLedger();

        var report = Replay(chess, "speculative-actions:3,selective", valueOfTime, ledger: ledger);

        Assert.Equal(branches, report.Bets);
        Assert.All(ledger.Rows.OfType<DecisionRow>(), d => Assert.Equal(d.Decision.Verdict, d.Decision.Recompute()));
    }

    /// <summary>Runs whose actor takes Exp(1), each call by itself or all calls of a run alike.</summary>
    private static IEnumerable<TraceRun> Games(Dice dice, int runs, int guesses, double right, double alpha, bool isEven)
    {
        for (var run = 1; run <= runs; run++)
        {
            var all = Exponential(dice, 1);
            yield return StepMaker.Run("game", run, [.. Enumerable.Range(1, Steps).Select(i =>
                Move($"{run}.{i}", i, isEven ? all : Exponential(dice, 1)) with { Guesses = Guesses(dice, $"{run}.{i}", guesses, right, alpha) })]);
        }
    }

    private static TraceStep Move(string move, int number, double seconds) =>
        StepMaker.Model(
            $"{number}", new ModelCost("gpt-4o", seconds, 100, 10), 1, StepMaker.Text(move), number == 1 ? [] : [new TraceDependency($"{number - 1}")]) with
        {
            Operation = "act",
        };

    private static IReadOnlyList<TraceGuess> Guesses(Dice dice, string move, int count, double right, double alpha)
    {
        var took = TimeSpan.FromSeconds(Exponential(dice, alpha));
        return [.. Enumerable.Range(1, count).Select(j => new TraceGuess
        {
            By = "small", Call = move, SharesCall = j > 1, Model = "gpt-4o-mini", Usage = j > 1 ? null : new TokenUsage(100, 5),
            Duration = took, Output = StepMaker.Text(dice.Chance(right) ? move : $"not {move} but {j}"),
        })];
    }

    private static double Exponential(Dice dice, double rate) => -Math.Log(1 - dice.Share()) / rate;

    private static double Seconds(Trace trace, string policy) => Curriculum
        .All(trace, new ReplayOptions { Policy = policy }, policy, null, () => { }, TestContext.Current.CancellationToken)
        .Sum(r => r.Waited.TotalSeconds);

    private static ReplayReport Replay(Trace trace, string policy, double valueOfTime = 0.01, double dial = 1, ILedger? ledger = null) =>
        Replayer.Run(trace, new ReplayOptions
        {
            Policy = policy, ValueOfTime = new Usd((decimal)valueOfTime), Dial = (decimal)dial, Ledger = ledger,
        }, TestContext.Current.CancellationToken);
}
