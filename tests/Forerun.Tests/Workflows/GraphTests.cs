using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Tests.Workflows;

public class GraphTests
{
    private static readonly Operation Model = new("model") { Effect = Effect.None };
    private static readonly Operation Send = new("send") { Effect = Effect.Staged };
    private readonly World world = new(new Shelf());

    [Fact]
    public void New_NoNodeDuplicateUndeclaredOrCycle_SaysWhich()
    {
        Assert.Contains("'g' has no operation", Throws());
        Assert.Contains("'a' is declared twice", Throws(new("a", Model, []), new("a", Model, [])));
        Assert.Contains("'b' reads 'label' of 'a', which is no path", Throws(new("a", Model, []), new("b", Model, [new Dependency(new Reading("a", "label"))])));
        Assert.Contains("'a' depends on 'b', which is not declared before it", Throws(new("a", Model, [On("b")]), new("b", Model, [On("a")])));
        Assert.Contains("'a' depends on 'a'", Throws(new Node("a", Model, [On("a")])));
    }

    [Fact]
    public void Next_FanIn_IsDueWhenAllIsKnown()
    {
        var graph = new Graph("g", [new("a", Model, []), new("b", Model, []), new("join", Model, [On("a"), On("b")])]);
        Assert.Equal(["a", "b"], Due(graph));
        world.Know("a", Value.Of("x"));
        Assert.Empty(Due(graph));
        world.Know("b", Value.Of("y"));
        Assert.Equal(["join"], Due(graph));
        Assert.Null(graph.Answer(world));
        world.Know("join", Value.Of("z"));
        Assert.Equal(Value.Of("z"), graph.Answer(world));
        Assert.Equal(Value.Of("x"), new Graph("g", [new Node("a", Model, [])], "a").Answer(world));
    }

    [Fact]
    public void Next_EffectsThatNothingOrders_ComeAsDeclared()
    {
        var graph = new Graph("g", [new("a", Send, []), new("b", Send, []), new("read", Model, [])]);
        Assert.Equal(["a", "read"], Due(graph));
        world.Know("a", Value.Of("sent"));
        Assert.Equal(["b"], Due(graph));
    }

    [Fact]
    public void Next_OrderOfEffects_IsNoPartOfTheInput()
    {
        var graph = new Graph("g", [new("a", Send, []), new("b", Send, [])]);
        Due(graph);
        world.Know("a", Value.Of("sent"));
        Due(graph);
        Assert.Equal(default, world.Asked("b")!.Key.Input);
        Assert.Single(graph.Plan[1].After, d => d.Type == "order");
    }

    [Fact]
    public void Next_EffectsOrderedThroughARead_NeedNoFurtherOrder() =>
        Assert.DoesNotContain(
            new Graph("g", [new("a", Send, []), new("r", Model, [On("a")]), new("b", Send, [On("r")])]).Plan[2].After, d => d.Type == "order");

    [Fact]
    public void Next_EqualSamples_AreCallsOfTheirOwnUnlessDeterministic()
    {
        Assert.Equal(5, Keys(Model).Distinct().Count());
        Assert.Single(Keys(Model with { Deterministic = true }).Distinct());
        Assert.Equal(5, Keys(Send with { Deterministic = true, Effect = Effect.Idempotent }).Distinct().Count());
    }

    [Fact]
    public void Call_Version_IsPartOfTheKey() =>
        Assert.NotEqual(new Call("s", Model, default, []).Key, new Call("s", Model with { Version = "2" }, default, []).Key);

    [Fact]
    public void AgentLoop_History_IsHashedAndPassedOn()
    {
        var act = new Operation("act");
        var loop = new AgentLoop("loop", Model, (call, output) => output.Is("done") ? null : call.Operation == Model ? act : Model);
        Assert.Equal(["1"], Due(loop));
        Assert.Empty(Due(loop));
        world.Know("1", Value.Of("search"));
        Assert.Equal(["2"], Due(loop));
        world.Know("2", Value.Of("found"));
        Assert.Equal(["3"], Due(loop));
        var third = world.Asked("3")!;
        Assert.Equal([Value.Of("search"), Value.Of("found")], (Value[])third.Argument!);
        Assert.Equal(default(Digest).Then(Value.Of("search").Digest).Then(Value.Of("found").Digest), third.Key.Input);
        Assert.Null(loop.Answer(world));
        world.Know("3", Value.Of("done"));
        Assert.Empty(Due(loop));
        Assert.Equal(Value.Of("done"), loop.Answer(world));
    }

    private static Dependency On(string slot) => new(new Reading(slot));

    private static string Throws(params Node[] nodes) => Assert.Throws<ArgumentException>(() => new Graph("g", nodes)).Message;

    private static List<Key> Keys(Operation operation)
    {
        var own = new World(new Shelf());
        var graph = new Graph("g", Enumerable.Range(0, 5).Select(i => new Node($"{i}", operation, [])));
        for (var i = 0; i < 5; i++)
        {
            Due(graph, own);
            own.Know($"{i}", Value.Null);
        }

        return [.. Enumerable.Range(0, 5).Select(i => own.Asked($"{i}")!.Key)];
    }

    private List<string> Due(IProgram program) => Due(program, world);

    private static List<string> Due(IProgram program, World world)
    {
        var due = new List<Call>();
        program.Next(world, due);
        due.ForEach(world.Ask);
        return [.. due.Select(c => c.Slot)];
    }
}
