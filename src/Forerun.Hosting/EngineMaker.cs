using Forerun.Calibrating;
using Forerun.Hosting.Configuring;
using Forerun.Hosting.Keeping;
using Forerun.Learning;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Forerun.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forerun.Hosting;

/// <summary>Makes the engine of a host by its options.</summary>
internal sealed class EngineMaker(
    IOptionsMonitor<ForerunOptions> options, TimeProvider time, IServiceScopeFactory scopes, LedgerKeeper ledger, LearnedKeeper learned,
    Limits limits, ILogger<Engine> logger, IEnumerable<IRunRecorder> recorders)
{
    public Engine Make() => new(new EngineOptions(time, () => Ambient.NewId(time))
    {
        Settings = SettingsOf(options.CurrentValue),
        Policy = () => LivePolicies.Find(options.CurrentValue.Policy)!(),
        Limits = limits,
        Ledger = ledger.IsKept ? ledger : null,
        Learned = new Learned { Beliefs = new Beliefs(options.CurrentValue.Forget) },
        LearnedOf = learned.Of,
        NewScope = NewScope,
        OnSettled = Settled,
        Recorder = recorders.LastOrDefault(),
        Telemetry = new TelemetryOptions { Content = options.CurrentValue.SpanContent },
    });

    /// <summary>What may be turned under way.</summary>
    public static Settings SettingsOf(ForerunOptions options) => new()
    {
        Enabled = options.Enabled,
        Dial = options.Turned,
        Target = options.Target is { } target ? Aiming.Target.Parse(target) : null,
        ValueOfTime = new Usd(options.ValueOfTime),
        Quantile = options.Quantile,
        Gates = new Gates { Entry = options.Entry },
        Prices = PriceFiles.Read(options),
    };

    /// <summary>The limits, which hold until the end of the process; without any, what services say of theirs is learned all the same.</summary>
    public static Limits LimitsOf(ForerunLimits limits) => new(new LimitOptions
    {
        Attempts = limits.Attempts,
        RequestsPerMinute = limits.RequestsPerMinute,
        TokensPerMinute = limits.TokensPerMinute,
        PerRun = Dollars(limits.DollarsPerRun),
        PerHour = Dollars(limits.DollarsPerHour),
        PerDay = Dollars(limits.DollarsPerDay),
        SpeculativeShare = limits.SpeculativeShare,
    });

    private static Usd? Dollars(decimal? amount) => amount is { } dollars ? new Usd(dollars) : null;

    private AttemptScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        return new AttemptScope(scope.ServiceProvider, scope);
    }

    private void Settled(SettledRun run)
    {
        var (tags, result) = run;
        var took = result.AnsweredAt.Ticks / (decimal)TimeSpan.TicksPerSecond;
        logger.RunSettled(
            tags.Run, tags.Workflow, result.End.ToString(), took, result.Cost.Amount, result.Bets, result.Hits, result.Misses, result.Cancelled);
        if (result.End == RunEnd.BudgetExceeded) logger.LimitReached(tags.Run, tags.Workflow, result.Detail ?? "");
        learned.Settled();
    }
}
