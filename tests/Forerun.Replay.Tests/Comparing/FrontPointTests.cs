using Forerun.Replay.Comparing;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Comparing;

public class FrontPointTests
{
    [Fact]
    public void Front_HasWhatNothingBeatsInBoth_CheapestFirst()
    {
        var trace = new Trace { Name = "plans", Runs = [.. PlanGenerator.Generate(new PlanOptions { Runs = 6, Tasks = 2 }, 2)] };

        var comparison = Comparer.Run(trace, new CompareOptions { DialSweep = true, ValueSweep = true });

        var all = comparison.Rows.Where(r => !r.IsBracket).Select(r => r.Replay.Speculative)
            .Concat(comparison.DialSweep.Concat(comparison.ValueSweep).Select(p => new Bill(p.Seconds, p.Usd))).Append(comparison.Sequential).ToList();
        var front = comparison.Front.Select(p => p.Bill).ToList();
        Assert.All(all, point => Assert.Equal(
            front.Contains(point), !all.Exists(other => other != point && other.Seconds <= point.Seconds && other.Usd <= point.Usd)));
        Assert.Equal(front.OrderBy(b => b.Usd), front);
        Assert.Equal(front.OrderByDescending(b => b.Seconds), front);
        Assert.Contains(comparison.Front, p => p.Name.Contains(" at ", StringComparison.Ordinal));
    }
}
