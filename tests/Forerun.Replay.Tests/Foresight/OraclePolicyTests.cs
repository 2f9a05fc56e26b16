using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Foresight;

public class OraclePolicyTests
{
    [Fact]
    public void Guess_WrongAsAWholeAndRightInPart_IsUsedForThePart()
    {
        var report = Replay(Run(1), Run(2));
        Assert.Equal([30m, 20m], report.PerRun.Select(r => r.Seconds)); // what the first run read is known to the second, and who reads it
        Assert.Equal(report.Sequential.Usd, report.Speculative.Usd);

        static TraceStep[] Run(int number) =>
        [
            Model("ask", 10, "") with { Output = StepMaker.Json(("label", "same"), ("text", $"text {number}")) },
            Model("all", 10, $"{number}", new TraceDependency("ask")),
            Model("part", 20, $"{number}", new TraceDependency("ask", Reads: "$.label")),
        ];
    }

    [Theory]
    [InlineData(0, 0)] // all from one call
    [InlineData(0, 1, 2)]
    [InlineData(0, 1, 1, 0)]
    public void Guess_RightAfterWrongOnes_IsBoughtOnce(params int[] calls)
    {
        var guesses = calls.Select((call, i) => Guess($"{call}", i == calls.Length - 1 ? "right" : "wrong", calls.AsSpan(0, i).Contains(call), 100 * (call + 1)));
        var report = Replay([Model("1", 20, "right") with { Guesses = [.. guesses] }, Model("2", 20, "end", new TraceDependency("1"))]);
        Assert.Equal(21m, report.Speculative.Seconds);
        Assert.Equal(Price(100 * (calls[^1] + 1)), report.Speculative.Usd - report.Sequential.Usd);
    }

    [Fact]
    public void Guess_RightInTwoCalls_IsBoughtFromTheCheaper()
    {
        var report = Replay(
        [
            Model("1", 20, "right") with { Guesses = [Guess("dear", "right", false, 50_000), Guess("cheap", "right", false, 100)] },
            Model("2", 20, "end", new TraceDependency("1")),
        ]);
        Assert.Equal(Price(100), report.Speculative.Usd - report.Sequential.Usd);
    }

    [Fact]
    public void Guess_ThatCostsMoreThanItHides_IsLeft()
    {
        var report = Replay(
        [
            Model("1", 2, "right") with { Guesses = [Guess("dear", "right", false, 1_000_000)] },
            Model("2", 2, "end", new TraceDependency("1")),
        ]);
        Assert.Equal(report.Sequential, report.Speculative);
    }

    [Fact]
    public void Guesses_ThatPayOnlyTogether_AreBoughtTogether()
    {
        TraceStep Branch(string id) => Model(id, 20, "right") with { Guesses = [Guess(id, "right", false, 100)] };
        TraceStep[] run =
        [
            Branch("a"), Branch("b"), Model("after-a", 20, "x", new TraceDependency("a")), Model("after-b", 20, "y", new TraceDependency("b")),
            Model("join", 1, "z", new TraceDependency("after-a"), new TraceDependency("after-b")),
        ];
        var report = Replay(run, [.. run.Select(s => s with { Output = StepMaker.Text("other"), Guesses = [.. s.Guesses.Select(g => g with { Output = StepMaker.Text("other") })] })]);
        Assert.Equal([41m, 22m], report.PerRun.Select(r => r.Seconds));
        Assert.Equal(2 * Price(100), report.Speculative.Usd - report.Sequential.Usd);
    }

    [Fact]
    public void Read_ThatWouldBeTooOld_StartsAsLateAsItMust()
    {
        TraceStep[] run = [Model("think", 60, "same"), Tool("look", 1, TraceEffect.None, new TraceDependency("think"))];
        var report = Replay(run, run);
        Assert.Equal([61m, 60m], report.PerRun.Select(r => r.Seconds));
        Assert.Equal((report.Sequential.Usd, 1), (report.Speculative.Usd, report.Bets));
    }

    [Fact]
    public void Read_AfterAWrite_IsNotTakenBefore()
    {
        TraceStep[] run =
        [
            Model("think", 20, "same"), Tool("book", 5, TraceEffect.Irreversible, new TraceDependency("think")),
            Tool("look", 1, TraceEffect.None, new TraceDependency("book")),
        ];
        var report = Replay(run, run, run);
        Assert.Equal(report.Sequential, report.Speculative);
        Assert.Equal(0, report.Bets);
    }

    private static ReplayReport Replay(params TraceStep[][] runs) => Replayer.Run(
        new Trace { Name = "t", Runs = [.. runs.Select((steps, i) => StepMaker.Run("w", i + 1, steps))] },
        new ReplayOptions { Policy = "oracle" },
        TestContext.Current.CancellationToken);

    private static TraceStep Model(string id, double seconds, string output, params TraceDependency[] after) =>
        StepMaker.Model(id, new ModelCost("gpt-4o", seconds, 100, 10), 1, StepMaker.Text(output), after);

    private static TraceStep Tool(string id, double seconds, TraceEffect effect, params TraceDependency[] after) =>
        Model(id, seconds, "found", after) with { Kind = StepKind.Tool, Model = null, Usage = null, Effect = effect };

    private static TraceGuess Guess(string call, string output, bool shares, int tokens) => new()
    {
        By = "drafter", Model = "gpt-4o", Call = call, Output = StepMaker.Text(output), SharesCall = shares,
        Duration = TimeSpan.FromSeconds(1), Usage = shares ? null : new TokenUsage(tokens, 0),
    };

    /// <summary>gpt-4o asks $2.50 for a million input tokens.</summary>
    private static decimal Price(int tokens) => tokens * 2.5m / 1_000_000;
}
