using Forerun.Ledgers;
using Forerun.Workflows;

namespace Forerun.Hosting.Tests;

public class TenantTests : Scratch
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Runs_OfTwoTenants_NeverSeeEachOthersValues(bool kept)
    {
        var configuration = HostLab.InMemory(("Dial", "1"), ("ValueOfTime", "100"));
        if (kept) configuration["Forerun:Learned"] = PathOf("learned.db");
        configuration["Forerun:Ledger"] = Ledger;
        await using var lab = new HostLab(configuration);
        await lab.Host.StartAsync();
        for (var i = 0; i < 5; i++) await new Flow().RunAsync(lab.Engine, $"acme {i}", Of("acme", i), lab.Time);
        for (var i = 0; i < 5; i++) await new Flow().RunAsync(lab.Engine, $"globex {i}", Of("globex", i), lab.Time);
        await lab.Host.StopAsync();

        var decisions = Storage.Ledgers.SqliteLedger.Read(Ledger).OfType<DecisionRow>().ToList();
        var guesses = decisions.SelectMany(d => d.Guesses, (d, guess) => (d.Tags.Tenant, Digest: guess.Split(':')[1]))
            .Where(g => g.Digest != Value.Unknown.Digest.ToString()).ToLookup(g => g.Tenant, g => g.Digest); // "something will come" is no value
        Assert.NotEmpty(guesses["acme"]);
        Assert.NotEmpty(guesses["globex"]);
        Assert.Empty(guesses["acme"].Intersect(guesses["globex"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decisions_SayHowBeliefsForgetAndAtWhichQuantileTheyAreTaken(bool kept)
    {
        var configuration = HostLab.InMemory(("Dial", "1"), ("ValueOfTime", "100"), ("Forget", "0.9"), ("Quantile", "0.25"));
        if (kept) configuration["Forerun:Learned"] = PathOf("learned.db");
        configuration["Forerun:Ledger"] = Ledger;
        await using var lab = new HostLab(configuration);
        await lab.Host.StartAsync();
        for (var i = 0; i < 3; i++) await new Flow().RunAsync(lab.Engine, $"acme {i}", Of("acme", i), lab.Time);
        await lab.Host.StopAsync();

        var decisions = Storage.Ledgers.SqliteLedger.Read(Ledger).OfType<DecisionRow>().ToList();
        Assert.NotEmpty(decisions);
        Assert.All(decisions, d => Assert.Equal((0.9m, 0.25m, d.Decision.Verdict), (d.Decision.Forget, d.Decision.Quantile, d.Decision.Recompute())));
    }

    private static Tags Of(string tenant, int i) => new($"{tenant}-{i}", "flow", "cost-aware", tenant);
}
