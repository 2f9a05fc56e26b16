using Forerun.Ledgers;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Laws;

/// <summary>A decision stays as it was, byte for byte, whatever is altered that was not known when it fell.</summary>
public class NobodySeesTheFutureLaws
{
    [Theory]
    [InlineData("cost-aware", 1, 0.01)]
    [InlineData("cost-aware", 1, 0.1)]
    [InlineData("cost-aware", 0.5, 0.05)]
    [InlineData("forerun", 1, 0.01)]
    [InlineData("forerun", 1, 0.1)]
    [InlineData("forerun", 0.5, 0.05)]
    [InlineData("fixed-depth:3", 1, 0.01)]
    [InlineData("paste", 1, 0.01)]
    [InlineData("paste", 0.3, 0.01)]
    [InlineData("dsp:tau=0.8,offset=1", 1, 0.01)]
    [InlineData("dsp:offset=3", 0.5, 0.01)]
    [InlineData("speculative-actions", 1, 0.01)]
    [InlineData("speculative-actions:3,selective", 0.5, 0.05)]
    [InlineData("sherlock", 1, 0.01)]
    [InlineData("branch-beam", 1, 0.01)]
    public void Decision_WithAnotherFuture_StaysTheSame(string policy, double dial, double valueOfTime)
    {
        var options = new ReplayOptions { Policy = policy, Dial = (decimal)dial, ValueOfTime = new((decimal)valueOfTime) };
        var compared = 0;
        foreach (var seed in Seeds(35))
        {
            foreach (var (decision, same) in Compare(RandomTraces.Of(seed), options, seed % 7))
            {
                Assert.True(same, $"FORERUN_SEED={seed}: {policy} knew the future at {decision.At} of {decision.Tags.Run}");
                compared++;
            }
        }

        if (Alone is null) Assert.InRange(compared, 1, int.MaxValue); // one seed alone may have nothing to bet on
    }

    [Fact]
    public void Decision_OfTheOracle_DoesNotStayTheSame() =>
        Assert.Contains(false, Compare(RandomTraces.Of(5), new ReplayOptions { Policy = "oracle" }, 0).Select(c => c.Same));

    /// <summary>Every seventh decision of a replay, of long ones some twelve in all, and whether all up to it are the same with another future.</summary>
    private static IEnumerable<(DecisionRow Decision, bool Same)> Compare(Trace trace, ReplayOptions options, int first)
    {
        var rows = Rows(trace, options);
        var decisions = rows.OfType<DecisionRow>().ToList();
        for (var i = first; i < decisions.Count; i += Math.Max(7, decisions.Count / 12))
        {
            var altered = new Future(trace, rows, decisions[i]).Altered();
            yield return (decisions[i], UpTo(decisions[i], trace, rows).SequenceEqual(UpTo(decisions[i], trace, Rows(altered, options))));
        }
    }

    private static IReadOnlyList<LedgerRow> Rows(Trace trace, ReplayOptions options)
    {
        var ledger = new MemoryLedger();
        Curriculum.All(trace, options, options.Policy, ledger, () => { }, default);
        return ledger.Rows;
    }

    private static List<string> UpTo(DecisionRow last, Trace trace, IReadOnlyList<LedgerRow> rows)
    {
        var order = trace.Runs.Select((run, i) => (run.Run, i)).ToDictionary(r => r.Run, r => r.i);
        return [.. rows.OfType<DecisionRow>()
            .Where(r => order[r.Tags.Run] < order[last.Tags.Run] || (r.Tags.Run == last.Tags.Run && r.At <= last.At))
            .Select(r => $"{r} {string.Join(',', r.Slots)} {string.Join(',', r.Guesses)}")];
    }

    private static int? Alone => Number("FORERUN_SEED");

    private static IEnumerable<int> Seeds(int count) => Alone is { } one ? [one] : Enumerable.Range(1, Number("FORERUN_SEEDS") ?? count);

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : null;
}
