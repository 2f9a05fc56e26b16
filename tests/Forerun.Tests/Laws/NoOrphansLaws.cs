using Forerun.Running;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>Law 7: when a run is settled each of its attempts has ended, and was charged once.</summary>
public class NoOrphansLaws
{
    [Fact]
    public void Settled_AfterAnyRun_LeavesNothingOpenAndChargesEachOnce() => Seeds.Check(500, seed =>
    {
        var draws = Draws.Of(seed, "end");
        var scenario = new Scenario(seed) { World = new WorldOptions { Permanent = draws.Of([0, 0, 0.1]) } }.Turning();
        if (draws.Chance(0.3))
            scenario = scenario with { Disturbances = [.. scenario.Disturbances, (draws.Seconds(0, 20), EventKind.Aborted, null)] };
        var played = scenario.Play();
        Assert.All(played.Attempts, a => Assert.False(a.IsOpen, $"{a} is an orphan"));
        var charged = played.Charges.GroupBy(r => r.Attempt).ToDictionary(g => g.Key, g => g.Count());
        Assert.All(played.Attempts.Where(a => a.HasStarted), a => Assert.Equal(1, charged.GetValueOrDefault(a.Id)));
        Assert.Equal(played.World.Calls.Count, played.Attempts.Count(a => a.HasStarted));
        Assert.Equal(played.Result.Bets, played.Attempts.Count(a => a.HasStarted && a.Standing == Forerun.Ledgers.Standing.Bet));
        Assert.All(played.Attempts, a => Assert.InRange(a.EndedAt, a.StartedAt, played.Result.SettledAt));
    });
}
