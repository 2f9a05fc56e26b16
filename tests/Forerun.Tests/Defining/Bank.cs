using Forerun.Defining;
using Forerun.Defining.Reporting;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Running;
using Forerun.Running.Live;
using Forerun.Testing;

namespace Forerun.Tests.Defining;

/// <summary>An engine on a clock that the test turns.</summary>
internal sealed class Bank(Settings? settings = null, Func<IPolicy>? policy = null, Learned? learned = null)
{
    private int ids;

    public ManualTime Time { get; } = new();

    public MemoryLedger Ledger { get; } = new();

    public Engine Engine => field ??= new Engine(new EngineOptions(Time, () => $"run-{++ids}")
    {
        Settings = settings ?? new Settings(), Ledger = Ledger, Policy = policy ?? (() => new CostAwarePolicy()), Learned = learned ?? new Learned(),
    });

    /// <summary>Waits until so many timers wait and so many attempts have ended: all work of this moment is done. Then lets time pass.</summary>
    public async Task After(int timers, int ended, double seconds)
    {
        await Eventually.Happens(
            () => Time.Waiting == timers && Ended == ended,
            () => $"{Time.Waiting} timers wait and {Ended} attempts have ended, not {timers} and {ended}");
        Time.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Runs a workflow to its end, with time passing whenever somebody waits for it.</summary>
    /// <remarks>
    /// It begins and goes on on the pool, where the engine's work is queued: a step that began on the test's own thread would go on there,
    /// behind other tests, while time passes.
    /// </remarks>
    public Task<(TOut Value, RunReport Report)> Finish<TIn, TOut>(Workflow<TIn, TOut> workflow, TIn input, CancellationToken cancellationToken = default) =>
        Task.Run(async () =>
        {
            await using var run = Engine.Start(workflow, input, null, cancellationToken);
            await Pass(run.Settled);
            return (await run.Answer, run.Report);
        });

    /// <summary>How long a tick of 50 ms takes at least: where a test can't miss what a busy machine has put aside.</summary>
    public TimeSpan Tick { get; init; }

    /// <summary>Lets time pass until this has ended.</summary>
    public Task Pass(Task until) => Time.PassAsync(until, TimeSpan.FromMilliseconds(50), Tick);

    private int Ended => Ledger.Rows.OfType<AttemptRow>().Count();

    /// <summary>What should end by itself now; fails instead of waiting for ever.</summary>
    public static async Task<T> Soon<T>(Task<T> task)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await task.WaitAsync(tooLong.Token);
    }
}
