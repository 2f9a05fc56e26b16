using Forerun.Defining;
using Forerun.Guessing;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live;

/// <summary>The end of an engine, its switch, and whose values are whose.</summary>
public class ClosingTests
{
    private readonly TaskCompletionSource ends = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<SettledRun> settled = [];

    [Fact]
    public async Task CloseAsync_RunUnderWay_AwaitsItAndRefusesOthers()
    {
        var engine = New(o => o with { OnSettled = settled.Add });
        var run = engine.Start(Waiting(), "a");
        var closing = engine.CloseAsync();
        Assert.False(closing.IsCompleted);
        Assert.Throws<EngineClosedException>(() => { _ = engine.Start(Waiting(), "b"); });
        engine.Turn(engine.Settings with { Enabled = true });
        Assert.False(engine.Settings.Enabled);
        ends.SetResult();
        await closing;
        Assert.Equal("a!", await run.Answer);
        Assert.Equal((0, run.Id, RunEnd.Answered), (engine.Runs, Assert.Single(settled).Tags.Run, settled[0].Result.End));
    }

    [Fact]
    public async Task CloseAsync_GivenUp_CancelsAndAwaits()
    {
        var engine = New(o => o with { OnSettled = _ => throw new InvalidOperationException("its own loss") });
        var run = engine.Start(Waiting(), "a");
        using var over = new CancellationTokenSource();
        var closing = engine.CloseAsync(over.Token);
        await over.CancelAsync();
        await closing;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Answer);
    }

    [Fact]
    public async Task SwitchedOff_FromTheStart_AsksNeitherPolicyNorPredictor()
    {
        var watched = new Counting();
        ends.SetResult();
        foreach (var enabled in new[] { false, true })
        {
            var engine = New(o => o with { Policy = () => watched, Learned = new Learned { Predictor = watched }, Settings = new Settings { Enabled = enabled } });
            await using var run = await engine.RunAsync(Waiting(), "a");
            Assert.Equal(enabled, watched.Asked > 0 && watched.Observed > 0);
            Assert.Equal(enabled, watched.Asked + watched.Observed > 0);
        }
    }

    [Fact]
    public async Task Tenants_Two_HaveNoPredictorInCommonAndAllRates()
    {
        List<string?> asked = [];
        ends.SetResult();
        var engine = New(o => o with
        {
            LearnedOf = tenant =>
            {
                asked.Add(tenant);
                return o.Learned;
            },
        });
        foreach (var tenant in new[] { "acme", null })
        {
            await using var run = await engine.RunAsync(Waiting(), "a", new Tags("r", "waiting", "p", tenant));
        }

        Assert.Equal(["acme", null], asked);
        var tenants = new Tenants(new EngineOptions(new ManualTime(), () => "r"));
        Assert.NotSame(tenants.Of("acme").Predictor, tenants.Of("globex").Predictor);
        Assert.NotSame(tenants.Of("acme").Predictor, tenants.Of(null).Predictor);
        Assert.Same(tenants.Of("acme").Predictor, tenants.Of("acme").Predictor);
        Assert.Same(tenants.Of("acme").Beliefs, tenants.Of("globex").Beliefs);
    }

    private static Engine New(Func<EngineOptions, EngineOptions> with) => new(with(new EngineOptions(new ManualTime(), () => "run-1")));

    private Workflow<string, string> Waiting() => Workflow.Define<string, string>("waiting", w =>
        w.Call("wait", async (string x, CancellationToken cancellation) =>
        {
            await ends.Task.WaitAsync(cancellation);
            return $"{x}!";
        }, w.Input).Computes());

    private sealed class Counting : IPolicy, IPredictor
    {
        public int Asked { get; private set; }

        public int Observed { get; private set; }

        public string Name => "counting";

        public void Choose(ISituation situation, Choice choice) => Asked++;

        public void Observe(Call call, Value value)
        {
        }

        public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers) => Asked++;

        public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings) => Observed++;
    }
}
