using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Pricing;
using Forerun.Storage.Files;
using Forerun.Storage.Learning;
using Forerun.Storage.Ledgers;
using Forerun.Workflows;

namespace Forerun.Storage.Tests.Learning;

public class LearnedStoreTests : Scratch
{
    private static readonly Edge Edge = new("mail", "classify", "draft", "same-input");

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Open_GivesBackAllThatWasSaved_AndLearningGoesOnAsIfNothingHadBeen(int seed)
    {
        var first = LearnedStore.Open(File);
        Lessons.Teach(first.Of("a"), seed, 1, 6);
        Lessons.Teach(first.Of("b"), seed + 100, 1, 2);
        Assert.True(first.TrySave());

        var second = LearnedStore.Open(File);

        Assert.Null(second.Fault);
        Assert.NotEmpty(second.Of("a").Forecasts.Snapshot());
        Assert.Equal(Lessons.Known(first.Of("a")), Lessons.Known(second.Of("a")));
        Assert.Equal(Lessons.Known(first.Of("b")), Lessons.Known(second.Of("b")));
        Lessons.Teach(first.Of("a"), seed, 10, 6);
        Lessons.Teach(second.Of("a"), seed, 10, 6);
        Assert.Equal(Lessons.Known(first.Of("a")), Lessons.Known(second.Of("a")));
    }

    [Fact]
    public void Of_TwoTenants_SharesRates_AndNeverValues()
    {
        var store = LearnedStore.Open(File);
        Lessons.Teach(store.Of("a"), 3, 1, 4);
        store.TrySave();

        var again = LearnedStore.Open(File);

        Assert.Same(again.Of("a").Beliefs, again.Of("b").Beliefs);
        Assert.NotEmpty(((MostFrequent)again.Of("a").Predictor).Snapshot());
        Assert.Empty(((MostFrequent)again.Of("b").Predictor).Snapshot());
        Assert.Empty(((MostFrequent)again.Of(null).Predictor).Snapshot());
    }

    [Fact]
    public void TrySave_OfTwoWhoLearnedAtOnce_AddsUp()
    {
        var start = LearnedStore.Open(File);
        Observe(start, hits: 3, misses: 1, finished: 10, tokens: 100, won: 0.1m, value: "x", times: 2);
        start.TrySave();
        var (one, other) = (LearnedStore.Open(File), LearnedStore.Open(File));
        Observe(one, hits: 5, misses: 0, finished: 20, tokens: 100, won: 0.02m, value: "x", times: 3);
        Observe(other, hits: 1, misses: 7, finished: 5, tokens: 100, won: 0.003m, value: "y", times: 4);

        Assert.True(one.TrySave());
        Assert.True(other.TrySave());
        Assert.True(other.TrySave()); // nothing new: nothing is added twice

        var both = LearnedStore.Open(File).Of(null);
        var belief = both.Beliefs.Snapshot().Single();
        Assert.Equal((9, 8), (belief.Hits, belief.Misses));
        var forecast = both.Forecasts.Snapshot().Single();
        Assert.Equal((35, 35, 35), (forecast.Finished, forecast.Newest.Count, forecast.Counted));
        Assert.Equal(100, forecast.InputTokens, 9);
        Assert.Equal(0.123m, both.Winnings.Of("mail").Net.Amount);
        var values = ((MostFrequent)both.Predictor).Snapshot().Where(v => v.Input is null).ToDictionary(v => v.Value.To<string>()!);
        Assert.Equal((5, true), (values["x"].Count, values["x"].IsMost));
        Assert.Equal((4, false), (values["y"].Count, values["y"].IsMost));
    }

    [Fact]
    public void TrySave_IntoALedger_IsFine()
    {
        using var ledger = new SqliteLedger(File);
        var store = LearnedStore.Open(File);
        Observe(store, 1, 0, 1, 1, 1, "x", 1);

        Assert.True(store.TrySave());
        Assert.Equal(1, LearnedStore.Open(File).Of(null).Beliefs.Snapshot().Single().Hits);
    }

    [Theory]
    [InlineData("belief", "UPDATE belief SET state = '{}'")]
    [InlineData("belief", "UPDATE belief SET state = replace(state, '\"hits\":1', '\"hits\":-1')")]
    [InlineData("forecast", "UPDATE forecast SET state = 'nonsense'")]
    [InlineData("winnings", "UPDATE winnings SET won_usd = 'much'")]
    [InlineData("value", "UPDATE remembered SET value = '{'")]
    [InlineData("input", "UPDATE remembered SET input = 'zz' WHERE input <> ''")]
    [InlineData("tables", "DROP TABLE belief")]
    public void Open_OfABrokenFile_SaysSo_StartsFromNothing_AndLeavesItAlone(string what, string damage)
    {
        Assert.NotEmpty(what);
        var store = LearnedStore.Open(File);
        Observe(store, 1, 0, 1, 1, 1, "x", 1);
        Assert.True(store.TrySave());
        using (var connection = StoreFile.Write(File)) connection.Run(damage);

        StartsFromNothing();
    }

    [Fact]
    public void Open_OfWhatIsNoDatabase_SaysSo_StartsFromNothing_AndLeavesItAlone()
    {
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("not a database ", 100)));

        StartsFromNothing();
    }

    [Fact]
    public void Open_InNoFolder_SaysSo_AndRunsGoOn()
    {
        var store = LearnedStore.Open(PathOf("no/learned.db"));

        Assert.Contains("The store of what was learned", store.Fault);
        Lessons.Teach(store.Of(null), 1, 1, 2);
        Assert.False(store.TrySave());
    }

    private void StartsFromNothing()
    {
        var before = System.IO.File.ReadAllBytes(File);

        var store = LearnedStore.Open(File);

        Assert.NotNull(store.Fault);
        Assert.DoesNotContain('\n', store.Fault);
        Assert.Empty(store.Of(null).Beliefs.Snapshot());
        Assert.Empty(store.Of(null).Forecasts.Snapshot());
        Lessons.Teach(store.Of(null), 1, 1, 2);
        Assert.False(store.TrySave());
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    private static void Observe(LearnedStore store, int hits, int misses, int finished, int tokens, decimal won, string value, int times)
    {
        var learned = store.Of(null);
        var belief = learned.Beliefs.Of(Edge, "classifier", 3);
        for (var i = 0; i < hits; i++) belief.Observe(true);
        for (var i = 0; i < misses; i++) belief.Observe(false);
        for (var i = 0; i < finished; i++) learned.Forecasts.Observe("mail", "draft", TimeSpan.FromSeconds(i), new TokenUsage(tokens, tokens));
        var before = learned.Winnings.Of("mail").Snapshot("mail");
        learned.Winnings.Of("mail").Restore(before with { Won = before.Won + new Usd(won) });
        var call = new Call("route", new Operation("classify"), Digest.Of("mail"), []);
        for (var i = 0; i < times; i++) learned.Predictor.Observe(new World(new NoShelf()), call, Value.Of(value), [new Reading("route")]);
    }

    private sealed class NoShelf : IShelf
    {
        public Value? Known(Key key) => null;

        public bool IsUnderWay(Key key) => false;

        public Growing? Growing(Key key) => null;
    }
}
