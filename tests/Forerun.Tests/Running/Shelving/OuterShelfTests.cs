using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Shelving;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Shelving;

public class OuterShelfTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Operation Pay = new("pay") { Kind = OperationKind.Tool, Effect = Effect.Irreversible };
    private readonly OuterShelf shelf = new();

    [Fact]
    public void Join_SameConversation_GivesWhatWasLeft()
    {
        Leave(Tags("a", "talk"), Item("x"));

        Assert.Equal("x", Assert.Single(Join(Tags("a", "talk")).Given).Output.To<string>());
    }

    [Theory]
    [InlineData("b", "talk")]
    [InlineData("a", "other")]
    [InlineData(null, "talk")]
    [InlineData("a", null)]
    public void Join_OtherTenantOrConversation_GivesNothingOfAConversation(string? tenant, string? conversation)
    {
        Leave(Tags("a", "talk"), Item("x"));

        Assert.Empty(shelf.Join(Tags(tenant, conversation), "w", Noon)!.Given);
    }

    [Fact]
    public void Join_SameTenant_GivesWhatReachesAsFarInAnyConversation()
    {
        Leave(Tags("a", "talk"), Item("x") with { Reach = Reach.Tenant });

        Assert.Empty(Join(Tags("b", "talk")).Given);
        Assert.Empty(Join(Tags(null, "talk")).Given);
        Assert.Single(Join(Tags("a", null)).Given);
    }

    [Fact]
    public void Join_NeitherConversationNorTenant_SharesNothing() => Assert.Null(shelf.Join(Tags(null, null), "w", Noon));

    [Fact]
    public void Leave_ItemOfTheTenantByARunOfNone_IsKeptNowhere()
    {
        Leave(Tags(null, "talk"), Item("x") with { Reach = Reach.Tenant });

        Assert.Equal(0, shelf.Count);
    }

    [Fact]
    public void Join_OtherWorkflow_GivesNothing()
    {
        Leave(Tags("a", "talk"), Item("x"));

        Assert.Empty(shelf.Join(Tags("a", "talk"), "another", Noon)!.Given);
        Assert.Single(Join(Tags("a", "talk")).Given);
    }

    [Fact]
    public void Join_WhileAnotherRunHasTheSample_GivesOnlyWhatServesMany()
    {
        Leave(Tags("a", "talk"), Item("sample"), Item("fact") with { ServesMany = true });
        var first = Join(Tags("a", "talk"));

        Assert.Equal(2, first.Given.Count);
        Assert.Equal("fact", Assert.Single(Join(Tags("a", "talk")).Given).Output.To<string>());
        first.Leave([Item("sample")], 0, Noon);
        Assert.Equal(2, Join(Tags("a", "talk")).Given.Count);
    }

    [Fact]
    public async Task Join_FromManyThreads_GivesEachSampleOnce()
    {
        Leave(Tags("a", "talk"), [.. Enumerable.Range(0, 50).Select(i => Item($"{i}"))]);
        using var gate = new Barrier(8);
        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait(TestContext.Current.CancellationToken);
                return Join(Tags("a", "talk")).Given.Select(i => i.Key).ToList();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        var all = given.SelectMany(g => g).ToList();
        Assert.Equal(50, all.Count);
        Assert.Equal(50, all.Distinct().Count());
    }

    [Fact]
    public void Join_AfterItsFreshness_DropsReadsAndKeepsTheRest()
    {
        Leave(Tags("a", "talk"), Item("read") with { GoesStale = true }, Item("thought"));

        var given = shelf.Join(Tags("a", "talk"), "w", Noon + TimeSpan.FromSeconds(30.001))!.Given;
        Assert.Equal("thought", Assert.Single(given).Output.To<string>());
        Assert.Equal(0, shelf.Count);
    }

    [Fact]
    public void Touch_ByARunOfTheConversation_DropsReadsOfConversationAndTenant()
    {
        Leave(Tags("a", "talk"), Item("near") with { GoesStale = true }, Item("far") with { GoesStale = true, Reach = Reach.Tenant }, Item("thought"));
        Join(Tags("a", "talk") with { Workflow = "payments" }, "payments").Touch(Pay);

        Assert.Equal("thought", Assert.Single(Join(Tags("a", "talk")).Given).Output.To<string>());
    }

    [Fact]
    public void Touch_ByARunOfTheTenantElsewhere_DropsOnlyWhatReachesTheTenant()
    {
        Leave(Tags("a", "talk"), Item("near") with { GoesStale = true }, Item("far") with { GoesStale = true, Reach = Reach.Tenant });
        Join(Tags("a", "other")).Touch(Pay);

        Assert.Equal("near", Assert.Single(Join(Tags("a", "talk")).Given).Output.To<string>());
    }

    [Fact]
    public void Touch_OfWhatHasNoEffectOrIsOnlyPrepared_DropsNothing()
    {
        Leave(Tags("a", "talk"), Item("read") with { GoesStale = true });
        var other = Join(Tags("a", "talk"), "another");
        other.Touch(Pay with { Effect = Effect.None });
        other.Touch(Pay with { Effect = Effect.Staged });
        Assert.Equal(1, shelf.Count);
        other.Leaving();
        Assert.Equal(0, shelf.Count);
    }

    [Fact]
    public void Leave_WithAnEffectThatTheRunHasNotSeen_DropsItsReads()
    {
        var (reader, writer) = (Join(Tags("a", "talk")), Join(Tags("a", "talk")));
        writer.Touch(Pay);
        reader.Leave([Item("read") with { GoesStale = true }, Item("thought")], seen: 0, Noon);

        Assert.Equal("thought", Assert.Single(Join(Tags("a", "talk")).Given).Output.To<string>());
    }

    [Fact]
    public void Listen_AfterAnEffect_IsToldOfItAtOnce()
    {
        var (reader, near, far) = (Join(Tags("a", "talk")), Join(Tags("a", "talk")), Join(Tags("a", null)));
        near.Touch(Pay);
        far.Touch(Pay);
        List<Reach> told = [];
        reader.Listen(told.Add);
        near.Touch(Pay);

        Assert.Equal([Reach.Conversation, Reach.Tenant, Reach.Conversation], told);
    }

    [Fact]
    public void Leave_MoreThanThereIsRoomFor_DropsTheOldest()
    {
        var small = new OuterShelf(new ShelfOptions { PerScope = 2, Total = 3 });
        foreach (var conversation in new[] { "one", "two" })
            small.Join(Tags("a", conversation), "w", Noon)!.Leave(
                [.. Enumerable.Range(1, 3).Select(i => Item($"{conversation} {i}") with { EndedAt = Noon.AddSeconds(i + (conversation == "two" ? 10 : 0)) })],
                0, Noon);

        Assert.Equal(3, small.Count);
        Assert.Equal(["one 3"], small.Join(Tags("a", "one"), "w", Noon)!.Given.Select(i => i.Output.To<string>()));
        Assert.Equal(["two 2", "two 3"], small.Join(Tags("a", "two"), "w", Noon)!.Given.Select(i => i.Output.To<string>()).Order());
    }

    [Fact]
    public void Sweep_IdleConversation_LetsGoOfItAndOfNoOther()
    {
        var busy = Join(Tags("a", "busy"));
        Leave(Tags("a", "idle"), Item("x"));
        Leave(Tags("a", "busy"), Item("y"));
        shelf.Sweep(Noon + TimeSpan.FromMinutes(29));
        Assert.Equal(2, shelf.Count);
        shelf.Sweep(Noon + TimeSpan.FromMinutes(30));

        Assert.Equal(1, shelf.Count);
        busy.Leave([], 0, Noon);
    }

    [Fact]
    public void New_OptionsThatMakeNoSense_NamesAllErrorsAtOnce()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new OuterShelf(new ShelfOptions { PerScope = -1, Total = -2, IdleFor = TimeSpan.Zero }));
        Assert.Contains("PerScope is -1", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Total is -2", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("IdleFor is 00:00:00", thrown.Message, StringComparison.Ordinal);
    }

    private static Tags Tags(string? tenant, string? conversation) => new("run", "w", "p", tenant, conversation);

    private static Shelved Item(string text) => new(new Key("op", Digest.Of(text), 0), Value.Of(text), Noon, "payer", 3, new Usd(0.5m))
    {
        Reach = Reach.Conversation, FreshFor = TimeSpan.FromSeconds(30), GoesStale = false, ServesMany = false,
    };

    private Membership Join(Tags tags, string workflow = "w") => shelf.Join(tags, workflow, Noon)!;

    private void Leave(Tags tags, params Shelved[] items) => Join(tags).Leave(items, 0, Noon);
}
