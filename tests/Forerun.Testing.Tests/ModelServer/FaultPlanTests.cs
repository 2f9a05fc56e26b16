namespace Forerun.Testing.Tests.ModelServer;

public sealed class FaultPlanTests
{
    [Fact]
    public async Task Seeded_SameSeed_SameFaultsWhateverTheOrder()
    {
        ModelFault[] among = [ModelFault.RateLimited, ModelFault.ServerError, ModelFault.NoUsage];
        await using var here = await Lab.StartAsync(null, o => o with { Faults = FaultPlan.Seeded(3, 0.5, among) });
        await using var there = await Lab.StartAsync(null, o => o with { Faults = FaultPlan.Seeded(3, 0.5, among) });
        var bodies = Enumerable.Range(0, 60).Select(i => Lab.Body($"number {i / 2}")).ToList();
        foreach (var body in bodies) await here.AskAsync(body);
        foreach (var body in Enumerable.Reverse(bodies)) await there.AskAsync(body);
        Assert.Equal(Faults(here), Faults(there));
        Assert.InRange(here.Server.Requests.Count(r => r.Fault != ModelFault.None), 15, 45);
        Assert.Equal(among.Order(), here.Server.Requests.Select(r => r.Fault).Where(f => f != ModelFault.None).Distinct().Order());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Seeded_RateIsNoShare_Throws(double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.Seeded(1, rate));

    [Fact]
    public async Task Listed_RefusedRequests_TakeNoFault()
    {
        await using var lab = await Lab.StartAsync(null, o => o with { Faults = FaultPlan.Listed(ModelFault.None, ModelFault.NoUsage) });
        foreach (var body in new[] { "{", Lab.Body(), Lab.Body(), Lab.Body() }) await lab.AskAsync(body);
        Assert.Equal([ModelFault.None, ModelFault.None, ModelFault.NoUsage, ModelFault.None], lab.Server.Requests.Select(r => r.Fault));
    }

    private static List<(string, ModelFault)> Faults(Lab lab) => [.. lab.Server.Requests.Select(r => (r.Body, r.Fault)).Order()];
}
