using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Limiting;
using Forerun.Running.VirtualTime;
using Forerun.Tests.Pricing;
using Forerun.Workflows;

namespace Forerun.Tests.Running;

/// <summary>
/// One run in virtual time against a scripted world. Model calls take 1,000 tokens in ($0.01) and 1,000 out ($0.1) unless a test says
/// otherwise; the value of time is $0.01 a second, the dial 1, the cancel rule streamed.
/// </summary>
internal sealed class Lab
{
    public static readonly TokenUsage Tokens = new(1000, 1000);

    public Scripted World { get; } = new();

    public MemoryLedger Ledger { get; } = new();

    public Learned Learned { get; init; } = new() { Predictor = new Predictors() };

    public Settings Settings { get; set; } = new() { Prices = Book("v1", 100), Dial = 1, CancelRule = CancelRule.Streamed };

    public IReadOnlyList<AttemptRow> Attempts => [.. Ledger.Rows.OfType<AttemptRow>()];

    public IReadOnlyList<DecisionRow> Decisions => [.. Ledger.Rows.OfType<DecisionRow>()];

    public static PriceBook Book(string version, decimal output) => Books.Parse(
        $$"""{ "version": "{{version}}", "models": [{ "provider": "p", "model": "m", "input": 10, "output": {{output}} }] }""");

    public static Operation Model(string name) => new(name) { Model = "m", Effect = Effect.None };

    public static Operation Tool(string name, Effect effect = Effect.None) => new(name) { Kind = OperationKind.Tool, Effect = effect };

    public static Dependency On(string slot, string type = "unknown") => new(new Reading(slot), type);

    /// <summary>A predictor that says what it is told to by the text that an upstream has produced so far.</summary>
    public static Lab Guessing(Func<string, (string Value, double P)?> says) => new() { Learned = new() { Predictor = new Says(says) } };

    /// <summary>A slot whose calls take so long and return a text; forecasts know it from ten calls before.</summary>
    public void Does(string slot, Operation operation, double seconds, string output, params (double At, string Text)[] chunks)
    {
        Knows(operation, seconds);
        World.Does(slot, _ => Script(operation, seconds, output) with
        {
            Chunks = [.. chunks.Select(c => (TimeSpan.FromSeconds(c.At), new Growing(c.Text, (decimal)(c.At / seconds))))],
        });
    }

    public void Knows(Operation operation, double seconds)
    {
        for (var i = 0; i < 10; i++) Learned.Forecasts.Observe("g", operation.KeyName, TimeSpan.FromSeconds(seconds), UsageOf(operation));
    }

    public static Script Script(Operation operation, double seconds, string output) =>
        new(TimeSpan.FromSeconds(seconds), Value.Of(output), UsageOf(operation));

    public RunResult Run(IEnumerable<Node> nodes, Action<VirtualRun>? also = null, Limits? limits = null, IPolicy? policy = null)
    {
        var clock = new VirtualClock();
        var options = new RunOptions(new Tags("run", "g", "p"), Learned) { Settings = Settings, Ledger = Ledger, Began = Books.Now };
        var run = new VirtualRun(clock, new Graph("g", nodes), policy ?? new CostAwarePolicy(), options, World, limits);
        also?.Invoke(run);
        clock.Run();
        return run.Machine.Result!;
    }

    private static TokenUsage? UsageOf(Operation operation) => operation.Kind == OperationKind.Model ? Tokens : null;

    private sealed class Says(Func<string, (string Value, double P)?> says) : IPredictor
    {
        public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
        {
            if (says(world.Growing(upstream.Key)?.Text ?? "") is { } said)
                offers.Add(new Offer(new Guess(reading, Value.Of(said.Value), "says", said.P), null));
        }

        public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
        {
        }
    }
}
