using Forerun.Workflows;

namespace Forerun.Tests.Workflows;

public class WorldTests
{
    private static readonly Operation A = new("a"), B = new("b"), C = new("c");
    private readonly Shelf shelf = new();
    private readonly World real;
    private readonly Graph chain = new("g", [new("a", A, []), new("b", B, [On("a")]), new("c", C, [On("b"), On("a")])]);

    public WorldTests()
    {
        real = new World(shelf);
        Ask(chain, real);
    }

    [Fact]
    public void Read_RealWorld_KnowsOnlyWhatIsKnown()
    {
        Assert.Null(real.Read("a"));
        real.Know("a", Json("{ \"label\": \"x\", \"n\": 1 }"));
        Assert.Equal(Value.Of("x"), real.Read(new Reading("a", "$.label")));
        Assert.True(real.IsReal);
        Assert.Equal(0, real.Depth);
    }

    [Fact]
    public void Read_GuessOfTheWhole_GivesItsPartsToo()
    {
        var world = real.Suppose(Guess("a", "$", Json("{ \"label\": \"x\" }")), chain);
        Assert.Equal(Value.Of("x"), world.Read(new Reading("a", "$.label")));
        Assert.Equal(1, world.Depth);
        Assert.Null(real.Read("a"));
    }

    [Fact]
    public void Read_GuessOfAPart_GivesThatPartOnly()
    {
        var world = real.Suppose(Guess("a", "$.label", Value.Of("x")), chain);
        Assert.Equal(Value.Of("x"), world.Read(new Reading("a", "$.label")));
        Assert.Null(world.Read("a"));
        Assert.Null(world.Read(new Reading("a", "$.other")));
    }

    [Fact]
    public void Under_TwoPartsOfOneSlotGuessed_IsTheOneThatTheCallReads()
    {
        var parts = new Graph("g", [new("a", A, []), new("b", B with { Effect = Forerun.Effects.Effect.None }, [OnPart("$.x")]), new("c", C with { Effect = Forerun.Effects.Effect.None }, [OnPart("$.y")])]);
        var (x, y) = (Guess("a", "$.x", Value.Of("1")), Guess("a", "$.y", Value.Of("2")));
        var world = real.Suppose(x, parts).Suppose(y, parts);
        var (underB, underC) = (new List<Guess>(), new List<Guess>());
        world.Under(world.Asked("b")!, underB);
        world.Under(world.Asked("c")!, underC);
        Assert.Equal([x], underB);
        Assert.Equal([y], underC);
    }

    [Fact]
    public void Suppose_Guess_MakesWhatReadsItDueThereAndNowhereElse()
    {
        var world = real.Suppose(Guess("a", "$", Value.Of("x")), chain);
        Assert.Equal(["b"], world.Due.Select(c => c.Slot));
        Assert.True(world.HasAsked("b"));
        Assert.False(real.HasAsked("b"));
        Assert.Equal("b", world.Last!.Slot);
        Assert.Equal("a", real.Last!.Slot);
    }

    [Fact]
    public void Suppose_WhatFollowsIsOnTheShelf_IsSettledByKey()
    {
        var b = real.Suppose(Guess("a", "$", Value.Of("x")), chain).Due[0];
        shelf.Finished[b.Key] = Value.Of("y");
        var world = real.Suppose(Guess("a", "$", Value.Of("x")), chain);
        Assert.Equal(Value.Of("y"), world.Read("b"));
        Assert.Equal(["c"], world.Due.Select(c => c.Slot));
        Assert.Equal(["b"], real.Suppose(Guess("a", "$", Value.Of("z")), chain).Due.Select(c => c.Slot));
    }

    [Fact]
    public void Under_ThroughAnotherCallsOutput_FindsTheGuessOnce()
    {
        var guess = Guess("a", "$", Value.Of("x"));
        shelf.Finished[real.Suppose(guess, chain).Due[0].Key] = Value.Of("y");
        var world = real.Suppose(guess, chain);
        Assert.Equal([guess], Under(world, world.Due[0]));
    }

    [Fact]
    public void Under_TwoGuesses_FindsBothAndNoneForWhatIsReal()
    {
        var (first, second) = (Guess("a", "$", Value.Of("x")), Guess("b", "$", Value.Of("y")));
        var world = real.Suppose(first, chain).Suppose(second, chain);
        Assert.Equal(2, Under(world, world.Asked("c")!).Count);
        Assert.Equal([first], Under(world, world.Asked("b")!));
        Assert.Empty(Under(world, world.Asked("a")!));
    }

    [Fact]
    public void Growing_CallUnderWay_ShowsItsPrefix()
    {
        var key = real.Asked("a")!.Key;
        Assert.Null(real.Growing(key));
        shelf.UnderWay[key] = new Growing("on its w", 0.5m);
        Assert.Equal("on its w", real.Suppose(Guess("a", "$", Value.Null), chain).Growing(key)!.Text);
    }

    [Fact]
    public void ReaderOf_And_TimesAsked_SeeTheWorldsBefore()
    {
        var world = real.Suppose(Guess("a", "$", Value.Of("x")), chain);
        Assert.Equal("b", world.ReaderOf("a")!.Slot);
        Assert.Null(real.ReaderOf("a"));
        Assert.Equal((1, 0), (world.TimesAsked(A, default), world.TimesAsked(C, default)));
    }

    private static Dependency On(string slot) => new(new Reading(slot));

    private static Dependency OnPart(string path) => new(new Reading("a", path));

    private static Guess Guess(string slot, string path, Value value) => new(new Reading(slot, path), value, "test");

    private static Value Json(string json) => Value.Of(System.Text.Json.JsonElement.Parse(json));

    private static void Ask(Graph program, World world)
    {
        var due = new List<Call>();
        program.Next(world, due);
        due.ForEach(world.Ask);
    }

    private static List<Guess> Under(World world, Call call)
    {
        var guesses = new List<Guess>();
        world.Under(call, guesses);
        return guesses;
    }
}
