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
    /// probability p by itself, so that one is with p(k) = 1 − (1 − p)^k.
    /// </summary>
    [Theory]
    [InlineData(1, 0.5, 5)]
    [InlineData(3, 0.3, 2)]
    [InlineData(2, 0.8, 10)]
    public void Saving_UnderThePapersAssumptions_IsThePublishedOne(int guesses, double right, double alpha)
    {
        const double beta = 1;
        var hit = 1 - Math.Pow(1 - right, guesses);
        var trace = new Trace { Name = "exponential", Runs = [.. Games(new Dice(600_001), 1_000, guesses, right, alpha, beta)] };

        var saved = 1 - (Seconds(trace, $"speculative-actions:{guesses}") / Seconds(trace, "sequential"));

        var limit = hit / (1 + hit) * alpha / (alpha + beta);
        var exact = alpha / (alpha + beta) / Steps
            * (((Steps - 1) * hit / (1 + hit)) + (hit * hit / ((1 + hit) * (1 + hit)) * (1 - Math.Pow(-hit, Steps - 1))));
        Assert.InRange(saved / limit, 0.98, 1.02);
        Assert.InRange(saved / exact, 0.98, 1.02);
    }

    [Fact]
    public void Breadth_OfMoreBranches_HitsMoreOften()
    {
        var trace = new Trace { Name = "exponential", Runs = [.. Games(new Dice(600_011), 100, 3, 0.3, 5, 1)] };
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
    [InlineData(0.01, 163)]
    public void Chess_ByTheRule_LaunchesSoManyBranches(double valueOfTime, int branches)
    {
        var chess = TraceReader.Read(SharedData.PathOf("chess.jsonl"));
        var ledger = new MemoryLedger();

        var report = Replay(chess, "speculative-actions:3,selective", valueOfTime, ledger: ledger);

        Assert.Equal(branches, report.Bets);
        Assert.All(ledger.Rows.OfType<DecisionRow>(), d => Assert.Equal(d.Decision.Verdict, d.Decision.Recompute()));
    }

    private static IEnumerable<TraceRun> Games(Dice dice, int runs, int guesses, double right, double alpha, double beta)
    {
        for (var number = 1; number <= runs; number++)
            yield return StepMaker.Run("game", number, [.. Enumerable.Range(1, Steps).Select(i => Move(dice, number, i, guesses, right, alpha, beta))]);
    }

    private static TraceStep Move(Dice dice, int run, int number, int guesses, double right, double alpha, double beta)
    {
        var truth = $"move {run}.{number}";
        var speculator = Exponential(dice, alpha);
        var cost = new ModelCost("gpt-4o", Exponential(dice, beta), 100, 10);
        var step = StepMaker.Model($"{number}", cost, 1, StepMaker.Text(truth), number == 1 ? [] : [new TraceDependency($"{number - 1}")]);
        return step with
        {
            Operation = "act",
            Guesses = [.. Enumerable.Range(1, guesses).Select(j => new TraceGuess
            {
                By = "small", Call = $"{number}", SharesCall = j > 1, Model = "gpt-4o-mini", Usage = j > 1 ? null : new TokenUsage(100, 5),
                Duration = TimeSpan.FromSeconds(speculator), Output = StepMaker.Text(dice.Chance(right) ? truth : $"not {truth} but {j}"),
            })],
        };
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
