using Forerun.Hosting.Keeping;
using Forerun.Running.Live;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Forerun.Hosting;

/// <summary>
/// Whether runs can be charged and learned from: unhealthy while the ledger can't be written, degraded while what was learned can't be
/// saved. Switched off is healthy.
/// </summary>
internal sealed class ForerunHealthCheck(Engine engine, LedgerKeeper ledger, LearnedKeeper learned) : IHealthCheck
{
    public const string Name = "forerun";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var settings = engine.Settings;
        var data = new Dictionary<string, object>
        {
            ["speculation"] = settings.Enabled ? "on" : "off",
            ["dial"] = settings.Dial,
            ["prices"] = settings.Prices.Version,
            ["ledger"] = ledger.Path ?? ForerunOptions.None,
            ["runs"] = engine.Runs,
        };
        var result = ledger.Probe() is { } broken ? new HealthCheckResult(context.Registration.FailureStatus, broken, data: data)
            : learned.Fault is { } fault ? HealthCheckResult.Degraded(fault, data: data)
            : HealthCheckResult.Healthy(settings.Enabled ? "Speculation is on." : "Speculation is off.", data);
        return Task.FromResult(result);
    }
}
