using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Guessing.Tools;
using Forerun.Tests.Workflows;
using Forerun.Workflows;

namespace Forerun.Tests.Guessing.Tools;

public class ToolPatternsTests
{
    private static readonly Operation Person = new("user") { Kind = OperationKind.Human, Effect = Effect.None };
    private static readonly Operation Decide = new("decide") { Effect = Effect.None };
    private static readonly Operation Find = new("find") { Kind = OperationKind.Tool, Effect = Effect.None };
    private static readonly Operation Book = new("book") { Kind = OperationKind.Tool, Effect = Effect.Irreversible };
    private readonly ToolPatterns patterns = new();

    [Fact]
    public void Offer_NothingSeen_OffersNothing() => Assert.Empty(Offered(new Talk(patterns).Said("I am user_17.")));

    [Fact]
    public void Offer_NewConversation_BindsTheToolToItsOwnValue()
    {
        Teach(patterns, 12);
        var offers = Offered(new Talk(patterns).Said("Hello, I am user_99 and need help."));
        Assert.Equal(Call("find", "user_99"), offers[0].Value);
        Assert.InRange(offers[0].Probability!.Value, 0.5, 1);
        Assert.True(offers.Sum(o => o.Probability) <= 1.000001);
    }

    [Fact]
    public void Offer_ArgumentsOfOneObject_AreBoundTogether()
    {
        for (var i = 0; i < 30; i++) Route(new Talk(patterns), i, ends: true);
        var offers = Offered(Route(new Talk(patterns), 67, ends: false));
        Assert.Equal(Value.From(new { tool = "find", arguments = new { from = "A77", to = "B77" } }), offers[0].Value);
    }

    [Fact]
    public void Offer_RepliesThatCallSeveralTools_GuessesEachCall()
    {
        for (var i = 0; i < 12; i++)
            new Talk(patterns).Said($"I am user_{i}.").Did(Decide, Calls(Call("find", $"user_{i}"), Call("find", "all"))).Did(Find, Value.Of("found"));
        Assert.Equal(Call("find", "user_99"), Offered(new Talk(patterns).Said("I am user_99."), path: "$.calls[0]")[0].Value);
        var second = Offered(new Talk(patterns).Said("I am user_99."), path: "$.calls[1]")[0];
        Assert.Equal(Call("find", "all"), second.Value);
        Assert.InRange(second.Probability!.Value, 0.25, 1);
        Assert.Empty(Offered(new Talk(patterns).Said("I am user_99."), path: "$.calls[2]")); // of which the one before it is not known, nor a call further
    }

    [Fact]
    public void Offer_ToolWithAnEffect_IsNeverGuessed()
    {
        for (var i = 0; i < 12; i++) new Talk(patterns).Said($"I am user_{i}.").Did(Decide, Call("book", $"user_{i}")).Did(Book, Value.Of("booked"));
        Assert.Empty(Offered(new Talk(patterns).Said("I am user_99.")));
    }

    [Fact]
    public void Offer_WhileThePersonTypes_GuessesFromWhatIsKnown()
    {
        for (var i = 0; i < 12; i++)
            new Talk(patterns).Said($"I am user_{i}.").Did(Decide, Value.From(new { reply = "Shall I look?" })).Said("yes")
                .Did(Decide, Call("find", $"user_{i}")).Did(Find, Value.Of("found"));
        var talk = new Talk(patterns).Said("I am user_99.").Did(Decide, Value.From(new { reply = "Shall I look?" })).Said(Value.Unknown);
        Assert.Equal(Call("find", "user_99"), Offered(talk)[0].Value);
    }

    [Fact]
    public void Copy_LearnsOnByItself()
    {
        Teach(patterns, 12);
        var copy = patterns.Copy();
        var before = Offered(new Talk(patterns).Said("I am user_99."));
        Assert.Equal(before, Offered(new Talk(copy).Said("I am user_99."), copy));
        for (var i = 0; i < 9; i++) new Talk(copy).Said($"I am user_{i}.").Did(Decide, Value.From(new { reply = "Hello" }));
        Assert.Equal(before, Offered(new Talk(patterns).Said("I am user_99.")));
        Assert.NotEqual(before[0].Probability, Offered(new Talk(copy).Said("I am user_99."), copy)[0].Probability);
    }

    [Fact]
    public void Restore_OfWhatWasKept_OffersTheSameAndLearnsOnTheSame()
    {
        Teach(patterns, 12);
        for (var i = 0; i < 6; i++) Route(new Talk(patterns), i, ends: true);
        var other = new ToolPatterns();
        other.Restore(patterns.Snapshot());
        for (var round = 0; round < 2; round++)
        {
            var offered = Offered(new Talk(patterns).Said("I am user_99."));
            Assert.NotEmpty(offered);
            Assert.Equal(offered, Offered(new Talk(other).Said("I am user_99."), other));
            Assert.Equal(Offered(Route(new Talk(patterns), 67, ends: false)), Offered(Route(new Talk(other), 67, ends: false), other));
            Assert.Equal(patterns.Snapshot(), other.Snapshot());
            foreach (var one in (ToolPatterns[])[patterns, other]) Teach(one, 3);
        }
    }

    [Fact]
    public void Snapshot_NothingLearnedSince_IsTheLastOne()
    {
        Teach(patterns, 2);
        var last = patterns.Snapshot();
        Assert.Same(last, patterns.Snapshot(last));
        new Talk(patterns).Did(Book, Value.Of("booked"));
        Assert.NotEqual(last, patterns.Snapshot(last)); // that a tool has an effect is learned as well
    }

    [Theory]
    [InlineData("\"version\":2", "\"version\":1")]
    [InlineData("\"numbers\":[0", "\"numbers\":[4000000000")]
    [InlineData("\"numbers\":[0", "\"numbers\":[0,0")]
    [InlineData("\"tools\":[\"find\"]", "\"tools\":[]")]
    [InlineData("\"count\":1", "\"count\":0")]
    [InlineData("\"shapes\":[", "\"shapes\":[null,")]
    [InlineData("\"binder\":{", "\"binder\":{\"65536\":1,")]
    [InlineData("{\"version\"", "{")]
    public void Restore_OfWhatIsDamaged_ThrowsAndTakesUpNothing(string what, string by)
    {
        Teach(patterns, 3);
        var kept = patterns.Snapshot();
        Assert.Contains(what, kept.Json, StringComparison.Ordinal);
        var other = new ToolPatterns();
        Assert.Throws<FormatException>(() => other.Restore(kept with { Json = kept.Json.Replace(what, by, StringComparison.Ordinal) }));
        Assert.Equal(new ToolPatterns().Snapshot(), other.Snapshot());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"tool":7,"arguments":{}}""")]
    [InlineData("""{"tool":"find"}""")]
    [InlineData("""{"calls":[]}""")]
    [InlineData("""{"calls":[7]}""")]
    [InlineData("""{"calls":{"tool":"find"}}""")]
    [InlineData("""{"tool":"find","arguments":[1]}""")]
    [InlineData("""{"tool":"find","arguments":{"id":{"deep":[null,true,{}]},"n":-1.5e3,"empty":""}}""")]
    public void Observe_AnyOutput_IsTaken(string output)
    {
        for (var i = 0; i < 3; i++)
            new Talk(patterns).Said("\ud800 -- ").Did(Decide, Value.Of(System.Text.Json.JsonElement.Parse(output))).Did(Find, Value.Null);
        _ = Offered(new Talk(patterns).Said("I am user_99."));
    }

    private static void Teach(ToolPatterns patterns, int talks)
    {
        for (var i = 0; i < talks; i++) new Talk(patterns).Said($"Hello, I am user_{i} and need help.").Did(Decide, Call("find", $"user_{i}")).Did(Find, Value.Of("found"));
    }

    private static Talk Route(Talk talk, int i, bool ends)
    {
        object Leg(int n) => new { from = $"A{n}", to = $"B{n}", by = "van" };
        talk.Said($"Which legs are there? I want the one of A{10 + (i % 90)}").Did(Decide, Value.From(new { tool = "legs", arguments = new { } }))
            .Did(new Operation("legs") { Kind = OperationKind.Tool, Effect = Effect.None }, Value.From(new[] { Leg(10 + ((i + 3) % 90)), Leg(10 + (i % 90)), Leg(10 + ((i + 7) % 90)) }))
            .Did(Decide, Value.From(new { reply = $"A{10 + (i % 90)}?" })).Said($"Yes, A{10 + (i % 90)}");
        return ends ? talk.Did(Decide, Value.From(new { tool = "find", arguments = new { from = $"A{10 + (i % 90)}", to = $"B{10 + (i % 90)}" } })).Did(Find, Value.Of("found")) : talk;
    }

    private static Value Call(string tool, string id) => Value.From(new { tool, arguments = new { id } });

    private static Value Calls(params Value[] calls) => Value.From(new { calls = calls.Select(c => c.Json) });

    private List<Guess> Offered(Talk talk, ToolPatterns? by = null, string path = "$")
    {
        var offers = new List<Offer>();
        var decision = talk.Next(Decide);
        (by ?? patterns).Offer(talk.World, decision, new Reading(decision.Slot, path), offers);
        return [.. offers.Select(o => o.InHand!)];
    }

    /// <summary>A conversation that a predictor listens to.</summary>
    private sealed class Talk(ToolPatterns patterns)
    {
        private Call? last;
        private int count;

        public World World { get; } = new(new Shelf());

        public Talk Said(string text) => Did(Person, Value.Of(text));

        public Talk Said(Value value) => Did(Person, value);

        public Talk Did(Operation operation, Value value)
        {
            var call = Next(operation);
            World.Ask(call);
            World.Know(call.Slot, value);
            if (!ReferenceEquals(value, Value.Unknown)) patterns.Observe(World, call, value, [new Reading(call.Slot)]);
            (last, count) = (call, count + 1);
            return this;
        }

        public Call Next(Operation operation) => new(
            $"{count + 1}", operation, Digest.Of($"{count}"), last is null ? [] : [new Dependency(new Reading(last.Slot))]);
    }
}
