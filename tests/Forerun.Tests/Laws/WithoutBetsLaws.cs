using Forerun.Ledgers;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>What a ledger says a run would have taken without bets is what it takes without.</summary>
public class WithoutBetsLaws
{
    [Fact]
    public void WithoutBets_OfAnyRun_IsWhatTheSequentialRunTakes() => Seeds.Check(600, seed =>
    {
        var scenario = new Scenario(seed) { World = new WorldOptions { Transient = 0 } };
        var (real, early) = (RowOf(scenario.Sequential()), RowOf(scenario.Play()));
        Assert.Equal(real.Waited, real.WithoutBets);
        Assert.Equal(real.Waited, early.WithoutBets);
        Assert.Empty(real.Adopted!);
    });

    /// <summary>A bet may take a fault on itself that the real call would have met; nobody can tell, so it is not claimed.</summary>
    [Fact]
    public void WithoutBets_WhereCallsFailNowAndThen_ClaimsNoMoreThanThat() => Seeds.Check(400, seed =>
    {
        var scenario = new Scenario(seed);
        Assert.True(RowOf(scenario.Play()).WithoutBets <= RowOf(scenario.Sequential()).Waited);
    });

    private static RunRow RowOf(Played played) => played.Ledger.Rows.OfType<RunRow>().Single();
}
