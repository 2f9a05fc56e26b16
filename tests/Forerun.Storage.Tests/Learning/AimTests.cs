using Forerun.Aiming;
using Forerun.Storage.Learning;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Tests.Learning;

public sealed class AimTests : Scratch
{
    private static readonly Target Money = Target.Extra(10), Time = Target.Answered(95, TimeSpan.FromSeconds(8.125));

    [Fact]
    public void Open_AfterSaving_HasEveryAimAndEveryFrontAsItWas()
    {
        var store = Opened();
        store.Of(null).Aims.Restore([Aim("mail", Money, 0.4m, 7), Aim("search", Time, 0.2m, 3)], [FrontOf("mail", 10)]);
        Assert.True(store.TrySave());

        var kept = Opened().Of("anybody").Aims;
        Assert.Equal(store.Of(null).Aims.Snapshot(), kept.Snapshot());
        Assert.Equal(store.Of(null).Aims.Fronts(), kept.Fronts());
        Assert.Equal(0.4m, kept.HeadingOf("mail", Money, 1).Dial);
        Assert.Equal(0.2m, kept.HeadingOf("search", Time, 1).Dial);
    }

    [Fact]
    public void TrySave_TwoProcesses_KnowOfEachOthersRuns_EachOnce()
    {
        var (one, other) = (Opened(), Opened());
        one.Of(null).Aims.Restore([Aim("mail", Money, 0.5m, 4)], []);
        other.Of(null).Aims.Restore([Aim("mail", Money, 0.7m, 2)], []);

        Assert.True(one.TrySave());
        Assert.True(other.TrySave());
        Assert.True(one.TrySave());
        Assert.True(other.TrySave());

        Assert.Equal(6, Opened().Of(null).Aims.Snapshot().Single().Runs);
        Assert.Equal(one.Of(null).Aims.Snapshot(), other.Of(null).Aims.Snapshot());
    }

    // A command measures a front while a host is running: the host's next new target begins on it.
    [Fact]
    public void TrySave_AnotherProcessHasMeasuredAFront_TakesItUp()
    {
        var host = Opened();
        host.Of(null).Aims.Restore([], [FrontOf("mail", 10)]);
        Assert.True(host.TrySave());
        var command = Opened();
        command.Of(null).Aims.Restore([], [FrontOf("mail", 30)]);
        Assert.True(command.TrySave());

        Assert.True(host.TrySave());
        Assert.Equal(30, host.Of(null).Aims.Fronts().Single().Points[^1].ExtraPercent);
        Assert.Equal(30, Opened().Of(null).Aims.Fronts().Single().Points[^1].ExtraPercent);
    }

    [Theory]
    [InlineData("UPDATE aim SET state = replace(state, '10%', '-10%')", "the aim of 'mail'")]
    [InlineData("UPDATE aim SET state = '{}'", "the aim of 'mail'")]
    [InlineData("UPDATE front SET state = replace(state, '\"dial\":1', '\"dial\":2')", "the front of 'mail'")]
    public void Open_ADamagedRow_IsNamedAndBegunAnew(string damage, string named)
    {
        var store = Opened();
        store.Of(null).Aims.Restore([Aim("mail", Money, 0.4m, 7)], [FrontOf("mail", 10)]);
        Assert.True(store.TrySave());
        using (var connection = new SqliteConnection($"Data Source={PathOf("learned.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = damage;
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var kept = LearnedStore.Open(PathOf("learned.db"));
        Assert.Contains(named, kept.Fault, StringComparison.Ordinal);
        Assert.Equal(1, kept.Of(null).Aims.Snapshot().Count + kept.Of(null).Aims.Fronts().Count);
        Assert.True(kept.TrySave());
    }

    private LearnedStore Opened()
    {
        var store = LearnedStore.Open(PathOf("learned.db"));
        Assert.Null(store.Fault);
        return store;
    }

    private static AimState Aim(string workflow, Target target, decimal dial, int runs) =>
        new(workflow, target, new Heading(dial, false)) { Runs = runs, Weight = runs, Real = runs, Extra = 0.05m * runs, Timed = runs, Late = 1 };

    private static Front FrontOf(string workflow, decimal most) => new(workflow, "forerun", 40, [Point(0, 2), Point(1, most)]);

    private static FrontPoint Point(decimal dial, decimal extra) => new(dial, extra, [.. Enumerable.Range(1, 99).Select(p => 10 - dial)]);
}
