namespace Forerun.Hosting.Tests.Configuring;

public class ReloadTests
{
    [Fact]
    public async Task Change_Dial_TurnsRunsUnderWayAndSaysSoOnce()
    {
        await using var lab = new HostLab(HostLab.InMemory());
        await lab.Host.StartAsync();
        lab.Change("Dial", "1");
        Assert.Equal(1, lab.Engine.Settings.Dial);
        Assert.StartsWith("New settings: speculation on, dial 1, $0.01 a second, policy cost-aware", Assert.Single(lab.Log.Of(6)), StringComparison.Ordinal);
        lab.Change("Enabled", "false");
        Assert.False(lab.Engine.Settings.Enabled);
    }

    [Fact]
    public async Task Change_ToNonsense_KeepsTheSettingsAndLogsOneError()
    {
        await using var lab = new HostLab(HostLab.InMemory(("Dial", "0.25")));
        await lab.Host.StartAsync();
        lab.Change("Dial", "fast");
        lab.Change("Dial", "fast");
        Assert.Equal(0.25m, lab.Engine.Settings.Dial);
        Assert.Equal(
            "The new configuration can't be used, the one before stays in force: "
            + "Forerun:Dial is 'fast', it takes a number from 0 (cost first) to 1 (latency first)",
            Assert.Single(lab.Log.Of(7)));
        Assert.Empty(lab.Log.Of(6));
        lab.Change("Dial", "0.75");
        Assert.Equal(0.75m, lab.Engine.Settings.Dial);
    }

    [Fact]
    public async Task Change_Limits_AsksForARestart()
    {
        await using var lab = new HostLab(HostLab.InMemory());
        await lab.Host.StartAsync();
        lab.Change("Limits:DollarsPerDay", "5");
        Assert.Equal("Forerun:Limits changed, which is taken up at the next start", Assert.Single(lab.Log.Of(8)));
    }

    [Fact]
    public async Task Change_WhileStopping_SwitchesNothingOnAgain()
    {
        await using var lab = new HostLab(HostLab.InMemory());
        await lab.Host.StartAsync();
        await lab.Host.StopAsync();
        lab.Change("Dial", "1");
        Assert.False(lab.Engine.Settings.Enabled);
        Assert.Empty(lab.Log.Of(6));
    }
}
