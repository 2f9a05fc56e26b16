using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.VirtualTime;
using Forerun.Workflows;

namespace Forerun.Replay.Validating;

/// <summary>One edge in virtual time: an upstream that streams for 10 s, a downstream call of 8 s, a guess whose probability falls on the way.</summary>
/// <param name="fallsAt">When it falls to next to nothing.</param>
/// <param name="rule">What a stopped call costs.</param>
internal sealed class StreamedEdge(TimeSpan fallsAt, CancelRule rule) : IScriptSource, IPredictor
{
    public const string Model = "gpt-4o";
    public static readonly TokenUsage Tokens = new(1_000, 1_000);
    public static readonly TimeSpan Takes = TimeSpan.FromSeconds(8);

    private const double Before = 0.9, After = 0.005;
    private static readonly TimeSpan Upstream = TimeSpan.FromSeconds(10);
    private static readonly Operation Up = new("up") { Model = Model, Effect = Effect.None }, Down = Up with { Name = "down" };

    /// <summary>Runs it once and gives the downstream call that was begun on the guess, and what became of the bet.</summary>
    public (AttemptRow Attempt, BetRow Bet) Run()
    {
        var ledger = new MemoryLedger();
        var learned = new Learned { Predictor = this };
        learned.Forecasts.Observe("edge", Up.KeyName, Upstream, Tokens);
        learned.Forecasts.Observe("edge", Down.KeyName, Takes, Tokens);
        var settings = new Settings { Dial = 1, CancelRule = rule };
        var options = new RunOptions(new Tags("run", "edge", "cost-aware"), learned)
        {
            Settings = settings, Ledger = ledger, Began = Passes.Curriculum.Began(new ReplayOptions { Prices = settings.Prices }),
        };
        var clock = new VirtualClock();
        var program = new Graph("edge", [new Node("up", Up, []), new Node("down", Down, [new Dependency(new Reading("up"), "unknown")])]);
        _ = new VirtualRun(clock, program, new CostAwarePolicy(), options, this);
        clock.Run();
        return (ledger.Rows.OfType<AttemptRow>().First(a => a.Standing == Standing.Bet), ledger.Rows.OfType<BetRow>().Single());
    }

    public Script Of(Call call) => call.Slot == "down" ? new Script(Takes, Value.From("answer"), Tokens)
        : new Script(Upstream, Value.From("truth"), Tokens) { Chunks = [(fallsAt, new Growing("other", fallsAt.Ticks / (decimal)Upstream.Ticks))] };

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers) =>
        offers.Add(new Offer(new Guess(reading, Value.From("guess"), "script", world.Growing(upstream.Key)?.Text is { Length: > 0 } ? After : Before), null));

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }
}
