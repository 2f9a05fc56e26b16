using Forerun.Ledgers;
using Forerun.Running.Live;
using Microsoft.Extensions.Logging;

namespace Forerun.Hosting.Tests;

public class LogTests
{
    [Fact]
    public async Task Run_Settled_IsOneLineOfFiguresWithoutContent()
    {
        await using var lab = new HostLab(HostLab.InMemory());
        await lab.Host.StartAsync();
        var flow = new Flow();
        await flow.RunAsync(lab.Engine, "s3cret-content 1");
        await lab.Host.StopAsync(); // by then every run has been told of
        Assert.Matches(
            "^Run [0-9a-f]{32} of flow is Answered after 0 s for \\$0\\.000[0-9]+: 0 bets, 0 hits, 0 missed, 0 cancelled$", Assert.Single(lab.Log.Of(1)));
        Assert.DoesNotContain(lab.Log.Lines, l => l.Text.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_OverItsBudget_WarnsOfTheLimit()
    {
        await using var lab = new HostLab(HostLab.InMemory(("Limits:DollarsPerRun", "0.000001")));
        await lab.Host.StartAsync();
        var error = await Assert.ThrowsAsync<RunException>(() => new Flow().RunAsync(lab.Engine, "billing 1"));
        Assert.Equal(RunEnd.BudgetExceeded, error.End);
        await lab.Host.StopAsync();
        Assert.Contains(lab.Log.Lines, l => l is { Level: LogLevel.Warning, Id: 2 } && l.Text.Contains("a dollar limit is set", StringComparison.Ordinal));
    }
}
