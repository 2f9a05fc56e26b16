using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Forerun.Hosting.Tests;

public class HealthTests : Scratch
{
    [Fact]
    public async Task Check_AllWell_SaysWhatIsInForce()
    {
        await using var lab = new HostLab(Files());
        await lab.Host.StartAsync();
        var entry = await Check(lab);
        Assert.Equal((HealthStatus.Healthy, "Speculation is on."), (entry.Status, entry.Description));
        Assert.Equal(lab.Engine.Settings.Prices.Version, entry.Data["prices"]);
        lab.Change("Enabled", "false");
        entry = await Check(lab);
        Assert.Equal((HealthStatus.Healthy, "Speculation is off."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task Check_LedgerGone_IsUnhealthyAndLoggedOnce()
    {
        await using var lab = new HostLab(Files());
        await lab.Host.StartAsync();
        File.Move(Ledger, PathOf("elsewhere.db"));
        await Check(lab);
        var entry = await Check(lab);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.StartsWith($"The ledger '{Ledger}' was moved or deleted", entry.Description, StringComparison.Ordinal);
        Assert.StartsWith(entry.Description!, Assert.Single(lab.Log.Of(3)), StringComparison.Ordinal);
        File.Move(PathOf("elsewhere.db"), Ledger);
        Assert.Equal(HealthStatus.Healthy, (await Check(lab)).Status);
        Assert.Single(lab.Log.Of(4));
    }

    [Fact]
    public async Task Check_LearnedIsNoStore_IsDegradedAndRunsGoOn()
    {
        await File.WriteAllTextAsync(PathOf("learned.db"), new string('x', 2000));
        await using var lab = new HostLab(Files());
        await lab.Host.StartAsync();
        Assert.Equal(HealthStatus.Degraded, (await Check(lab)).Status);
        var flow = new Flow();
        Assert.Equal("about billing", await flow.RunAsync(lab.Engine, "billing 1"));
        Assert.Single(lab.Log.Of(5));
    }

    private Dictionary<string, string?> Files() => new() { ["Forerun:Ledger"] = Ledger, ["Forerun:Learned"] = PathOf("learned.db") };

    private static async Task<HealthReportEntry> Check(HostLab lab) =>
        (await lab.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["forerun"];
}
