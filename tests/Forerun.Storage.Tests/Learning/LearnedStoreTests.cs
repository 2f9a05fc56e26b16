using Forerun.Effects;
using Forerun.Learning;
using Forerun.Learning.Depth;
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
        Assert.NotEmpty(again.Of("a").Memory.MostFrequent.Snapshot());
        Assert.Empty(again.Of("b").Memory.MostFrequent.Snapshot());
        Assert.Empty(again.Of(null).Memory.MostFrequent.Snapshot());
    }

    [Fact]
    public void TrySave_OfTheTiersOfOneEdge_KeepsThemApart()
    {
        var store = LearnedStore.Open(File);
        for (var i = 0; i < 3; i++) store.Of(null).Beliefs.Of(Edge with { Tier = 2 }, "free_text").Observe(true);
        store.Of(null).Beliefs.Of(Edge, "free_text").Observe(false);
        Assert.True(store.TrySave());
        var again = LearnedStore.Open(File).Of(null).Beliefs.Snapshot().Select(b => (b.Edge.Tier, b.Hits, b.Misses));
        Assert.Equal([(1, 0, 1), (2, 3, 0)], again.Order());
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
        var values = both.Memory.MostFrequent.Snapshot().Where(v => v.Input is null).ToDictionary(v => v.Value.To<string>()!);
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
    [InlineData("the belief of 'mail', 'classify', 'draft', 'same-input'", "UPDATE belief SET state = '{}'")]
    [InlineData("the belief of 'mail', 'classify', 'draft', 'same-input'", "UPDATE belief SET state = replace(state, '\"hits\":1', '\"hits\":-1')")]
    [InlineData("the forecast of 'mail', 'draft'", "UPDATE forecast SET state = 'nonsense'")]
    [InlineData("the acceptance of 'decide'", "UPDATE acceptance SET state = replace(state, '\"weights\":[', '\"weights\":[1e999,')")]
    [InlineData("the depth of 'loop'", "UPDATE depth SET state = replace(state, '\"weights\":{', '\"weights\":{\"7\":1e999,')")]
    [InlineData("the winnings of 'mail'", "UPDATE winnings SET won_usd = 'much' WHERE workflow = 'mail'")]
    [InlineData("a value that 'classify' has returned to no tenant, and 1 more", "UPDATE remembered SET value = '{' WHERE operation = 'classify'")]
    [InlineData("a value that 'classify' has returned to no tenant", "UPDATE remembered SET input = 'zz' WHERE input <> '' AND operation = 'classify'")]
    [InlineData("of no tenant was followed by", "UPDATE content SET value = '{' WHERE rowid = 1")]
    [InlineData("of no tenant was followed by", "DELETE FROM content WHERE rowid = 1")]
    [InlineData("of no tenant was followed by", "UPDATE followed SET count = -3 WHERE rowid = 1")]
    [InlineData("the patterns of no tenant", "UPDATE pattern SET state = replace(state, '\"version\":2', '\"version\":9')")]
    [InlineData("the patterns of no tenant", "UPDATE pattern SET state = replace(state, '\"count\":', '\"count\":-')")]
    [InlineData("the words of no tenant", "UPDATE wording SET state = replace(state, '\"version\":1', '\"version\":9')")]
    [InlineData("the words of no tenant", "UPDATE wording SET state = replace(state, '\"times\":', '\"times\":-')")]
    public void Open_OfADamagedRow_NamesIt_ReadsTheRest_AndLearnsOn(string what, string damage)
    {
        var store = LearnedStore.Open(File);
        TeachAll(store);
        Assert.True(store.TrySave());
        using (var connection = StoreFile.Write(File)) Assert.NotEqual(0, Changed(connection, damage));

        var again = LearnedStore.Open(File);

        Assert.StartsWith($"In '{File}' ", again.Fault, StringComparison.Ordinal);
        Assert.Contains(what, again.Fault, StringComparison.Ordinal);
        Assert.EndsWith("Or stop what uses the file, and put a copy from before in its place.", again.Fault, StringComparison.Ordinal);
        var (all, read) = (Lessons.Known(store.Of(null)), Lessons.Known(again.Of(null)));
        Assert.InRange(read.Count(all.Contains), all.Length - 6, all.Length - 1); // one value of contexts follows in several
        TeachAll(again);
        Assert.True(again.TrySave());
        Assert.Null(again.Fault);
        Assert.Equal(Lessons.Known(again.Of(null)).Length, Lessons.Known(LearnedStore.Open(File).Of(null)).Length);
    }

    [Fact]
    public void Open_OfTablesThatAreGone_SaysSo_StartsFromNothing_AndLeavesThemAlone()
    {
        var store = LearnedStore.Open(File);
        Observe(store, 1, 0, 1, 1, 1, "x", 1);
        Assert.True(store.TrySave());
        using (var connection = StoreFile.Write(File)) connection.Run("DROP TABLE belief");

        StartsFromNothing();
    }

    [Fact]
    public void Open_OfAFileOfVersion2_KeepsItsBeliefs_AndTakesWhatIsNew()
    {
        var store = LearnedStore.Open(File);
        Observe(store, 3, 1, 1, 1, 1, "x", 1);
        Assert.True(store.TrySave());
        using (var connection = StoreFile.Write(File))
            connection.Run("DROP TABLE acceptance; DROP TABLE depth; DROP TABLE pattern; DROP TABLE followed; DROP TABLE content; DROP TABLE stage; DROP TABLE aim; DROP TABLE front; DROP TABLE wording; ALTER TABLE winnings DROP COLUMN best_return; PRAGMA user_version = 2");

        var again = LearnedStore.Open(File);

        Assert.Null(again.Fault);
        Assert.Equal(3, again.Of(null).Beliefs.Snapshot().Single().Hits);
        TeachAll(again);
        Assert.True(again.TrySave());
        Assert.Equal(Lessons.Known(again.Of(null)), Lessons.Known(LearnedStore.Open(File).Of(null)));
    }

    [Fact]
    public void Open_OfAFileOfVersion4_LearnsPatternsDepthsAndAcceptanceAnew_AndKeepsTheRest()
    {
        var store = LearnedStore.Open(File);
        TeachAll(store);
        Assert.True(store.TrySave());
        using (var connection = StoreFile.Write(File))
            connection.Run("""UPDATE pattern SET state = '{"version":1}'; UPDATE depth SET state = '{"weights":[0]}'; UPDATE acceptance SET state = '{"precisions":[1]}'; DROP TABLE aim; DROP TABLE front; DROP TABLE wording; ALTER TABLE winnings DROP COLUMN best_return; PRAGMA user_version = 4""");

        Assert.True(LearnedStore.Open(File).TrySave());
        var again = LearnedStore.Open(File);

        Assert.Null(again.Fault);
        Assert.Empty(again.Of(null).Depths.Snapshot());
        Assert.Equal(0, again.Of(null).Memory.Patterns.Snapshot().Lessons);
        Assert.Equal(0, again.Of(null).Memory.Said.Snapshot().Lessons);
        Assert.Empty(again.Of(null).Acceptance.Snapshot());
        Assert.Equal(store.Of(null).Memory.Contexts.Snapshot().Count, again.Of(null).Memory.Contexts.Snapshot().Count);
    }

    [Fact]
    public void TrySave_OfTwoWhoseGuessersLearnedAtOnce_TakesInBoth()
    {
        var start = LearnedStore.Open(File);
        TeachAll(start);
        start.TrySave();
        var (one, other) = (LearnedStore.Open(File), LearnedStore.Open(File));
        var before = one.Of(null).Acceptance.Snapshot().Single(a => a.Operation == "decide");
        var (contexts, lessons) = (one.Of(null).Memory.Contexts.Snapshot().Sum(f => f.Count), one.Of(null).Memory.Patterns.Snapshot().Lessons);
        var depths = one.Of(null).Depths.Snapshot().Single().Lessons;
        Planted.In(one.Of(null), "x", "x");
        Planted.In(other.Of(null), "y", "y", "y");
        Learn(one, 2);
        Learn(other, 3);

        Assert.True(one.TrySave());
        Assert.True(other.TrySave());
        Assert.True(other.TrySave()); // nothing new: nothing is added twice

        var both = LearnedStore.Open(File).Of(null);
        var after = both.Acceptance.Snapshot().Single(a => a.Operation == "decide");
        var (ours, theirs) = (Seen(one) - before.Seen, Seen(other) - before.Seen);
        Assert.True(ours > 0 && theirs > ours, $"{ours} {theirs}");
        Assert.Equal(before.Seen + ours + theirs, after.Seen);
        Assert.Equal(contexts + (2 * More(one)) + (3 * More(one)), both.Memory.Contexts.Snapshot().Sum(f => f.Count));
        Assert.Equal(depths + 5, both.Depths.Snapshot().Single().Lessons);
        Assert.Equal(Patterns(other).Lessons, both.Memory.Patterns.Snapshot().Lessons); // which can't be added up: the one with more stays
        Assert.True(Patterns(one).Lessons > lessons && Patterns(other).Lessons > Patterns(one).Lessons);

        int More(LearnedStore store) => (store.Of(null).Memory.Contexts.Snapshot().Sum(f => f.Count) - contexts) / 2;
        static int Seen(LearnedStore store) => store.Of(null).Acceptance.Snapshot().Single(a => a.Operation == "decide").Seen;
        static Forerun.Guessing.Tools.PatternsState Patterns(LearnedStore store) => store.Of(null).Memory.Patterns.Snapshot();
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

    /// <summary>Something of everything that learns.</summary>
    private static void TeachAll(LearnedStore store)
    {
        Observe(store, 1, 0, 1, 1, 1, "x", 1);
        Planted.In(store.Of(null), "a", "b", "a");
        Learn(store, 1);
    }

    private static void Learn(LearnedStore store, int lessons)
    {
        var state = DepthState.Of(Planted.Nothing, new Call("1", new Operation("step"), default, []));
        for (var i = 0; i < lessons; i++) store.Of(null).Depths.Learn("loop", new DepthLesson(new DepthChain([state, state]), 0.5));
    }

    private static int Changed(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        using var command = connection.Say(sql);
        return command.ExecuteNonQuery();
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
        for (var i = 0; i < times; i++) learned.Predictor.Observe(Planted.Nothing, call, Value.Of(value), [new Reading("route")]);
    }
}
