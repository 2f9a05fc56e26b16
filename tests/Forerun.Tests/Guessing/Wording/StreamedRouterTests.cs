using Forerun.Defining;
using Forerun.Ledgers;
using Forerun.Guessing;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Policies.Forerun;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Testing;
using Forerun.Tests.Defining;

namespace Forerun.Tests.Guessing.Wording;

/// <summary>
/// A router that writes its reason before its route: nothing for a second, then a word every half second, and after five seconds the route. Six of
/// ten letters are about billing. The answer takes six seconds; begun with the route it is worth what it costs from P* = 0.31 on, with the
/// first words from 0.35 on.
/// </summary>
public class StreamedRouterTests
{
    private static readonly TimeSpan WordsBegin = TimeSpan.FromSeconds(1), WordsEnd = TimeSpan.FromSeconds(4);
    private static readonly string[] Delivery = ["a", "parcel", "is", "lost"];

    [Fact]
    public async Task Words_ThatSpeakForAnotherRoute_SwitchTheOneBetOfCostAware()
    {
        var letters = (await RunsAsync(() => new CostAwarePolicy(), new Learned())).FindAll(r => r.Route == "delivery" && r.Early.Exists(a => a.StartedAt < WordsBegin));
        Assert.NotEmpty(letters);
        Assert.All(letters, run =>
        {
            Assert.InRange(run.Dropped.Fraction, 0.1m, 0.6m);
            Assert.Equal(0.001m + (run.Dropped.Fraction * 0.021m), run.Dropped.Cost!.Value.Amount); // by the cancel rule
            Assert.InRange(run.Finished.StartedAt, WordsBegin, WordsEnd);
            Assert.Contains(run.Rows.OfType<BetRow>(), b => b.Attempt == run.Finished.Attempt && b.Outcome == Outcome.Hit);
        });
    }

    [Fact]
    public async Task Words_ThatSpeakForTheRoute_HoldTheOneBetOfCostAware()
    {
        var letters = (await RunsAsync(() => new CostAwarePolicy(), new Learned())).FindAll(r => r.Route == "billing" && r.Early.Count > 0);
        Assert.NotEmpty(letters);
        Assert.All(letters, run => Assert.Equal(AttemptEnd.Finished, Assert.Single(run.Early).End));
    }

    [Fact]
    public async Task Words_WhereForerunHasBetOnBothRoutes_DropTheOther()
    {
        var letters = (await RunsAsync(() => new ForerunPolicy(), new Learned())).FindAll(r => r.Early.Count == 2);
        Assert.Equal(["billing", "delivery"], letters.Select(r => r.Route).Distinct().Order());
        Assert.All(letters, run =>
        {
            Assert.InRange(run.Dropped.At, WordsBegin, WordsEnd);
            Assert.True(run.Finished.StartedAt < WordsBegin);
        });
    }

    [Fact]
    public async Task Words_ThatOthersHaveLearned_SayNothingToAStranger()
    {
        var learned = new Learned();
        await RunsAsync(() => new CostAwarePolicy(), learned);
        var stranger = learned with { Memory = new Memory() };
        Assert.Contains(await RunsAsync(() => new CostAwarePolicy(), learned.Copy(), 1, _ => "delivery"), r => r.Early.Exists(a => a.End == AttemptEnd.Finished));
        Assert.DoesNotContain(await RunsAsync(() => new CostAwarePolicy(), stranger, 1, _ => "delivery"), r => r.Early.Exists(a => a.End == AttemptEnd.Finished));
    }

    /// <summary>Letters, each from the rows of its run: of 30 the last 12, when it is learned what follows what.</summary>
    private static async Task<List<Letter>> RunsAsync(Func<IPolicy> policy, Learned learned, int count = 30, Func<Draws, string>? routes = null)
    {
        var bank = new Bank(new Settings { Dial = 1, Prices = SimulatedPrices.Book, CancelRule = CancelRule.Streamed }, policy, learned);
        var workflow = Workflow.Define<string, string>("mail", w =>
        {
            var route = w.Call<string, string>("route", (letter, step) => RouteAsync(bank.Time, letter, step), w.Input).Model("small").GuessedBy(Router.Of(2));
            return w.Call<string, string>("answer", (about, step) => AnswerAsync(bank.Time, about, step), route).Model("large");
        });
        var (draws, letters) = (Draws.Of(1, "letters"), new List<Letter>());
        for (var i = 0; i < count; i++)
        {
            var (route, before) = (routes?.Invoke(draws) ?? (draws.Chance(0.6) ? "billing" : "delivery"), bank.Ledger.Rows.Count);
            var letter = $"{route} {i}";
            var answering = Task.Run(async () => await bank.Engine.RunAsync(workflow, letter, TestContext.Current.CancellationToken));
            await bank.Time.PassAsync(answering, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(0.5));
            await using var run = await answering;
            Assert.Equal($"Dear customer, about {route}", run.Value);
            await bank.Pass(run.Settled);
            if (i >= count - 12) letters.Add(new Letter(route, [.. bank.Ledger.Rows.Skip(before)]));
        }

        return letters;
    }

    private static async Task<string> RouteAsync(TimeProvider time, string letter, StepContext step)
    {
        var route = letter.Split(' ')[0];
        string[] reason = route == "delivery" ? Delivery : ["it", "is", "charged", "twice"];
        for (var words = 0; words < reason.Length; words++)
        {
            step.Report(string.Join(' ', reason[..words]), words / 5m, new TokenUsage(100, words));
            await Task.Delay(TimeSpan.FromSeconds(words == 0 ? 1 : 0.5), time, step.Cancellation);
        }

        step.Report(string.Join(' ', reason), 0.8m, new TokenUsage(100, 4));
        await Task.Delay(TimeSpan.FromSeconds(2.5), time, step.Cancellation);
        step.Use(new TokenUsage(100, 5));
        return route;
    }

    private static async Task<string> AnswerAsync(TimeProvider time, string about, StepContext step)
    {
        for (var tenth = 0; tenth < 10; tenth++)
        {
            step.Report(new string('.', tenth), tenth / 10m, new TokenUsage(100, tenth * 70));
            await Task.Delay(TimeSpan.FromSeconds(0.6), time, step.Cancellation);
        }

        step.Use(new TokenUsage(100, 700));
        return $"Dear customer, about {about}";
    }

    private sealed record Letter(string Route, IReadOnlyList<LedgerRow> Rows)
    {
        public List<AttemptRow> Early => [.. Rows.OfType<AttemptRow>().Where(a => a.Operation == "answer" && a.Standing == Standing.Bet)];

        public AttemptRow Dropped => Assert.Single(Early, a => a.End == AttemptEnd.Cancelled);

        public AttemptRow Finished => Assert.Single(Early, a => a.End == AttemptEnd.Finished);
    }
}
