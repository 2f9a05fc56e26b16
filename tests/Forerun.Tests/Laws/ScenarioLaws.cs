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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Scenarios_UnderAPublishedPolicy_WinAndLoseBets(int policy)
    {
        var runs = Enumerable.Range(1, 300).Select(i => policy + (3 * i)).Select(seed => (seed, Policy: Scenario.Published(seed)))
            .Select(s => (s.Policy().Name, Played: (new Scenario(s.seed) { Policy = s.Policy }).Turning().Play())).ToList();
        Assert.Single(runs.Select(r => r.Name.Split(':')[0]).Distinct());
        Assert.All(
            new[] { runs.Sum(r => r.Played.Result.Hits), runs.Sum(r => r.Played.Result.Misses) },
            count => Assert.True(count >= 30, $"{runs[0].Name}: {count}"));
    }
}
