using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Laws;

/// <summary>Law 3: the ledger's sum is the provider's bill, and a dollar limit is never exceeded.</summary>
public class TrueMoneyLaws
{
    [Fact]
    public void Ledger_OfAnyRun_SumsToTheCostAndToTheBill() => Seeds.Check(500, seed =>
    {
        var scenario = new Scenario(seed) { World = new WorldOptions { Transient = 0.3 } }.Turning();
        var played = scenario.Play();
        Assert.Equal(played.Result.Cost, Sum(played.Charges) + played.Retries.Aggregate(Usd.Zero, (sum, row) => sum + (row.Cost ?? Usd.Zero)));
        var bill = Bill.Of(played.World, played.Attempts, a => scenario.SettingsAt(a.RequestedAt));
        Assert.InRange(played.Result.Cost.Amount - bill.Amount, -1e-12m, 1e-12m);
    });

    [Fact]
    public void Run_WithDollarsToSpend_NeverSpendsMore() => Seeds.Check(500, seed =>
    {
        var free = new Scenario(seed).Sequential().Result.Cost.Amount;
        var cap = new Usd(Math.Max(0.0001m, free * (decimal)Draws.Of(seed, "cap").Share() * 3));
        var scenario = new Scenario(seed) { Limits = new LimitOptions { PerRun = cap, SpeculativeShare = seed % 5 * 0.25m } }.Turning();
        var played = scenario.Play();
        Assert.True(played.Result.Cost <= cap, $"{played.Result.Cost.Amount} of {cap.Amount} spent");
        Assert.True(played.Result.End is RunEnd.Answered or RunEnd.BudgetExceeded, $"{played.Result}");
        Assert.All(played.Attempts, a => Assert.False(a.IsOpen, $"{a} is an orphan"));
        var bill = Bill.Of(played.World, played.Attempts, a => scenario.SettingsAt(a.RequestedAt));
        Assert.InRange(played.Result.Cost.Amount - bill.Amount, -1e-12m, 1e-12m);
    });

    [Fact]
    public void Run_OfACallWhoseWorstIsNotKnown_IsRefusedAtStart()
    {
        var program = new AgentLoop("w", new("m") { Model = "large", Effect = Forerun.Effects.Effect.None }, (_, _) => null);
        var played = new Scenario(1) { Program = program, Limits = new LimitOptions { PerDay = new Usd(100) } }.Sequential();
        Assert.Equal(RunEnd.BudgetExceeded, played.Result.End);
        Assert.Contains("MaxOutputTokens", played.Result.Detail, StringComparison.Ordinal);
        Assert.Empty(played.World.Calls);
    }

    [Fact]
    public void TwoHundredRuns_OnOneSetOfLimits_KeepEachOfThem() => Seeds.Check(5, seed =>
    {
        var draws = Draws.Of(seed, "crowd");
        var options = new LimitOptions
        {
            Attempts = 3 + draws.Below(20), RequestsPerMinute = 40 + draws.Below(200), TokensPerMinute = 200_000,
            PerRun = new Usd(0.2m), PerHour = new Usd(2 + draws.Below(4)), PerDay = new Usd(8),
        };
        var crowd = Crowd.Play(seed, 200, options);
        Assert.All(crowd.Runs, r => Assert.NotNull(r.Machine.Result));
        Assert.All(crowd.Runs, r => Assert.True(r.Machine.Result!.Cost <= options.PerRun));
        Assert.DoesNotContain("an hour", crowd.Runs[^1].Machine.Result!.Detail ?? "", StringComparison.Ordinal);
        var began = crowd.Starts.ToDictionary(s => s.Run, s => s.At);
        var charges = crowd.Ledger.Rows.OfType<AttemptRow>().Select(r => (At: began[r.Tags.Run] + r.At, Row: r)).OrderBy(c => c.At).ToList();
        var retries = crowd.Ledger.Rows.OfType<TryRow>().Select(r => (At: began[r.Tags.Run] + r.At, Row: r)).ToList();
        Assert.NotEmpty(retries);
        var dollars = charges.Select(c => (c.At, c.Row.Cost?.Amount ?? 0)).Concat(retries.Select(r => (r.At, r.Row.Cost?.Amount ?? 0))).OrderBy(d => d.At).ToList();
        Assert.Equal(crowd.Runs.Sum(r => r.Machine.Result!.Cost.Amount), dollars.Sum(d => d.Item2));
        Windows(dollars, TimeSpan.FromHours(1), options.PerHour!.Value.Amount);
        Windows(dollars, TimeSpan.FromDays(1), options.PerDay!.Value.Amount);
        var started = charges.Where(c => crowd.HasStarted(c.Row)).Select(c => (At: began[c.Row.Tags.Run] + c.Row.StartedAt, c.Row)).OrderBy(s => s.At).ToList();
        Windows(started.Select(s => (s.At, 1m)).Concat(crowd.LaterTries.Select(at => (at, 1m))).OrderBy(s => s.Item1), TimeSpan.FromMinutes(1), options.RequestsPerMinute!.Value);
        // A call that waits for its next try holds no place.
        var flying = started.Where(s => crowd.AttemptOf(s.Row).Failed is not { IsWaiting: true });
        InFlight(flying.Select(s => (began[s.Row.Tags.Run] + crowd.AttemptOf(s.Row).TryStartedAt, began[s.Row.Tags.Run] + s.Row.At)), options.Attempts!.Value);
        Assert.All(crowd.Runs, r => Assert.All(r.Machine.Attempts, a => Assert.False(a.IsOpen)));
        crowd.AssertNothingReserved(options);
    });

    private static Usd Sum(IEnumerable<AttemptRow> rows) => rows.Aggregate(Usd.Zero, (sum, row) => sum + (row.Cost ?? Usd.Zero));

    /// <summary>No window of a length holds more than a cap.</summary>
    private static void Windows(IEnumerable<(TimeSpan At, decimal Amount)> uses, TimeSpan length, decimal cap)
    {
        var window = new Queue<(TimeSpan At, decimal Amount)>();
        var sum = 0m;
        foreach (var use in uses)
        {
            while (window.TryPeek(out var first) && first.At + length <= use.At) sum -= window.Dequeue().Amount;
            window.Enqueue(use);
            sum += use.Amount;
            Assert.True(sum <= cap, $"{sum} within {length} at {use.At}, more than {cap}");
        }
    }

    private static void InFlight(IEnumerable<(TimeSpan From, TimeSpan To)> calls, int cap)
    {
        var changes = calls.SelectMany(c => new[] { (At: c.From, By: 1), (At: c.To, By: -1) }).OrderBy(c => c.At).ThenBy(c => c.By);
        var now = 0;
        foreach (var (at, by) in changes)
        {
            now += by;
            Assert.True(now <= cap, $"{now} calls in flight at {at}, more than {cap}");
        }
    }
}
