using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Learning.Depth;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Tests.Workflows;
using Forerun.Workflows;

namespace Forerun.Tests.Policies.Judging;

/// <summary>
/// What a judge sees, as the test says: <c>route</c> is under way, <c>draft</c> reads it, and <c>polish</c> the draft. Terms are the test's own; a bet saves 10 s and
/// costs $0.01 unless it says otherwise, at dial 1 and $0.01 a second: it pays from a probability of 1 in 11.
/// </summary>
internal sealed class Sight : ISituation
{
    private readonly Graph graph = new("g", [
        new Node("route", Model("route"), []), new Node("draft", Model("draft"), [new Dependency(new Reading("route"))]),
        new Node("polish", Model("polish"), [new Dependency(new Reading("draft"))])]);
    private readonly Forecast forecast = new();

    public Sight()
    {
        var due = new List<Call>();
        graph.Next(Real, due);
        Real.Ask(due[0]);
        forecast.Observe(TimeSpan.FromSeconds(1), new TokenUsage(1, 1));
    }

    public Terms Terms { get; set; } = new(0.5m, TimeSpan.FromSeconds(10), new Usd(0.01m), Usd.Zero, new Usd(0.01m), 1);

    /// <summary>What a guess costs that is to be bought, and what the work on one does.</summary>
    public Usd Price { get; set; } = new(0.002m);

    /// <summary>What all runs may lose on hope together.</summary>
    public Usd Hope { get; set; } = new(100);

    /// <summary>Whether the run may lose a bet.</summary>
    public bool IsAllowed { get; set; } = true;

    public TimeSpan Now { get; set; }

    public Settings Settings { get; set; } = new() { Dial = 1 };

    public IProgram Program => graph;

    public World Real { get; } = new(new Shelf());

    public IReadOnlyList<Call> Pending => [Route];

    public bool AllowsProbe => true;

    public DepthWeights DepthWeights => throw new NotSupportedException();

    public Call Route => Real.Asked("route")!;

    /// <summary>The draft on a guess of the route.</summary>
    public Bet Draft(string by)
    {
        var world = Suppose(Real, new Guess(new Reading("route"), Value.Of("refund"), by));
        return new Bet([.. world.Due], [world.Guess!], world);
    }

    public static Operation Model(string name) => new(name) { Model = "m", Effect = Effect.None };

    public bool Allows(Bet bet, Terms? terms, Usd risk, Usd beside = default) => IsAllowed;

    public bool Covers(Bet bet, Usd risk) => risk <= Hope;

    public World Suppose(World world, Guess guess) => world.Suppose(guess, graph);

    public IReadOnlyList<Offer> Offers(World world, Call upstream, Reading reading) => [];

    public IReadOnlyList<Reading> ReadingsOf(string slot) => [new Reading(slot)];

    public Progress ProgressOf(Call call) => Progress.None;

    public TimeSpan? StartOf(Call call) => null;

    public Usd? PriceOf(Operation operation, TokenUsage usage) => Price;

    public Forecast? ForecastOf(Operation operation) => forecast;

    public Durations RemainingTime(Call call) => Durations.Of(TimeSpan.FromSeconds(1));

    public Usd? Remaining(Call call) => Price;

    public Usd? SpentBy(Call call, in Durations until) => Price;

    public Usd? ExpectedCost(Operation operation) => Price;

    public Belief BeliefOf(Operation upstream, Operation downstream, Dependency dependency, string by) => throw new NotSupportedException();

    public Terms? Appraise(Bet bet, IReadOnlyList<Bet> held) => Terms;
}
