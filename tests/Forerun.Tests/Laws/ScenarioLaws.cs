using Forerun.Running.Attempts;

namespace Forerun.Tests.Laws;

/// <summary>A law that is held against runs in which nothing happens proves nothing.</summary>
public class ScenarioLaws
{
    [Fact]
    public void Scenarios_OfFourHundredSeeds_WinLoseAndDropBets()
    {
        var runs = Enumerable.Range(1, 400).Select(seed => new Scenario(seed).Turning().Play()).ToList();
        var failed = runs.SelectMany(r => r.Attempts).Where(a => a.State == AttemptState.Failed).ToList();
        Assert.All(
            new[]
            {
                runs.Sum(r => r.Result.Hits), runs.Sum(r => r.Result.Misses), runs.Sum(r => r.Result.Cancelled),
                runs.Sum(r => r.World.Begun.Count), runs.Sum(r => r.World.Committed.Count), failed.Count,
                failed.Count(a => !a.IsAuthoritative) * 15, runs.Sum(r => r.Retries.Count()), runs.SelectMany(r => r.Attempts).Count(a => a.HeadStart > TimeSpan.Zero),
            },
            count => Assert.InRange(count, 50, int.MaxValue));
    }
}
