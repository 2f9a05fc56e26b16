using Forerun.Hosting.Configuring;
using Forerun.Hosting.Keeping;
using Forerun.Policies;
using Forerun.Running.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forerun.Hosting;

/// <summary>
/// Ties an engine to the life of its host. When the host begins to stop, bets are dropped at once; when its turn comes, new runs are refused,
/// real calls are let finish for as long as the host's shutdown time-out lasts, every run is awaited and charged, and what was learned is
/// saved.
/// </summary>
internal sealed class ForerunService(
    Engine engine, LedgerKeeper ledger, LearnedKeeper learned, IOptionsMonitor<ForerunOptions> options, TimeProvider time,
    ILogger<Engine> logger) : IHostedLifecycleService, IDisposable
{
    /// <summary>How long calls have to end that were cancelled because the host's time-out is over.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private ForerunOptions current = options.CurrentValue;
    private IDisposable? watch;
    private string? turned;
    private bool isStopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        watch = options.OnChange(Reload);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            isStopping = true;
            engine.Turn(engine.Settings with { Enabled = false });
        }

        logger.Stopping(engine.Runs);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var closing = engine.CloseAsync(cancellationToken);
        try
        {
            await closing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            logger.GivenUp(engine.Runs);
            await closing.WaitAsync(Grace, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!closing.IsCompleted) logger.LeftBehind(engine.Runs, Grace.TotalSeconds);
        learned.Save();
        ledger.TryComplete();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => watch?.Dispose();

    /// <summary>A watched file that is written once may be told of twice; runs need not hear it twice.</summary>
    private void Turn(Settings settings, ForerunOptions now)
    {
        var all = string.Join(' ', settings.Enabled, settings.Dial, settings.Target, settings.ValueOfTime, settings.Quantile, settings.Gates.Entry, now.Policy, settings.Prices.Version, string.Join(' ', now.Models));
        if (turned == all) return;
        turned = all;
        engine.Turn(settings);
        logger.Reloaded(settings.Enabled ? "on" : "off", settings.Dial, settings.ValueOfTime.Amount, now.Policy, settings.Prices.Version);
    }

    private void Reload(ForerunOptions now)
    {
        lock (gate)
        {
            if (isStopping || ReferenceEquals(now, current)) return; // bad ones were refused, and the last good ones are still these
            Turn(EngineMaker.SettingsOf(now), now);
            if (Fixed.Changed(current, now) is { Count: > 0 } keys) logger.RestartNeeded(string.Join(", ", keys));
            current = now;
        }
    }
}
