using System.Text.Json;
using System.Text.Json.Serialization;
using Forerun.Defining;
using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Tests.Defining;

public class DefinitionTests
{
    private sealed record Item(string Id, int? Count);

    private sealed record Order(string Customer, Item[] Items, List<Item> More, Dictionary<string, Item> ByName)
    {
        [JsonPropertyName("total.sum")]
        public decimal Total { get; init; }

        [JsonPropertyName("note")]
        public string? Remark { get; init; }

        [JsonIgnore]
        public string? Hidden { get; init; }
    }

    [Fact]
    public void Define_ManyErrors_TellsAllAtOnce()
    {
        var other = default(Source<string>)!;
        Workflow.Define<string, string>("other", w => (other = w.Input, w.Call("a", Echo, w.Input)).Item2);
        var errors = Errors<string>(w =>
        {
            var a = w.Call("a", Echo, w.Input).Reads().Model("m");
            w.Call("a", Echo, a).Reads().Irreversible();
            w.Call("input", Echo, a);
            w.Call(" ", Echo, a);
            w.Call("b", Echo, other).GuessedBy(new Predictability("horoscope"));
            w.Call("c", Echo, a.Select(s => s.Trim())).GuessedBy(Router.Of(1));
            w.Call("d", Echo, a, Effect.Staged).Model("m");
            w.Call("e", Echo, a).Tries(0, -TimeSpan.FromSeconds(1)).Price(new Usd(-1)).MaxTokens(-1, 0).Reads(-TimeSpan.FromSeconds(1));
            w.Call("f", Echo, a, Effect.Idempotent).Commits((_, _) => Task.CompletedTask);
            return w.Input;
        });
        Assert.Equal(
            [
                "'a' is declared a read and a model call; declare one.",
                "'a' is declared without effect and irreversible; declare one effect.",
                "'a' is the name of 2 steps; give each its own.",
                "'b' is guessed by 'horoscope', which nobody knows; the types are boolean_gate, classifier, drafted_step, extraction, free_text, human_reply, lookup, passthrough, ranked_first, router_k_way, unknown, verified.",
                "'b' reads a value of another workflow; read it from this one's input or steps.",
                "'c' is guessed by a 'router_k_way' of 1; it takes at least 2 ways.",
                "'d' is a model call that is staged as a whole, so nobody could count its tokens; let it prepare, and add Commits(…).",
                "'e' costs -$1.0000 a call; it must not be negative.",
                "'e' has 0 tries; it takes at least 1.",
                "'e' has a backoff of -00:00:01; it must not be negative.",
                "'e' has a most of -1 and 0 tokens; they must not be negative.",
                "'e' is fresh for -00:00:01; it must not be negative.",
                "'f' is declared idempotent and staged; declare one effect.",
                "'input' is the workflow's input; give the step another name.",
                "A step has no name; give it one.",
                "Select(s => s.Trim()) of 'a' can't be a JSON path: 's.Trim()' is neither a member nor an index; read a member or a constant index, or select in the step.",
                "The answer is the workflow's own input; return a step.",
            ],
            errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Select_MembersAndIndexes_AreThePathsOfTheSerializer()
    {
        var second = 1;
        Assert.Equal("$", Path(o => o));
        Assert.Equal("$.customer", Path(o => o.Customer));
        Assert.Equal("$.note", Path(o => o.Remark));
        Assert.Equal("$.items[1].id", Path(o => o.Items[second].Id));
        Assert.Equal("$.more[0].count", Path(o => o.More[0].Count!.Value));
        Assert.Equal("$.byName.Blue.id", Path(o => o.ByName["Blue"].Id));
        Assert.Equal("$.Customer", Path(o => o.Customer, JsonSerializerOptions.Default));
        Assert.Equal("$.customer_id", Path(o => o.CustomerId, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }));
    }

    [Fact]
    public void Select_AnythingElse_IsRefusedByName()
    {
        Assert.Contains("has no 'Hidden'", Refused(o => o.Hidden));
        Assert.Contains("has no 'Length'", Refused(o => o.Customer.Length));
        Assert.Contains("the name 'total.sum' can't stand in a path", Refused(o => o.Total));
        Assert.Contains("'(o.Customer + \"!\")' is neither", Refused(o => o.Customer + "!"));
        Assert.Contains("is not a constant from 0 up", Refused(o => o.Items[o.Items.Length - 1].Id));
        Assert.Contains("Select(o => o.Hidden) of 'input'", Refused(o => o.Hidden));
    }

    [Fact]
    public void Plan_Declarations_AreTheOperations()
    {
        var plan = Workflow.Define<string, string>("w", w =>
        {
            var a = w.Call("model", Echo, w.Input).Model("gpt-4o").Version("2").MaxTokens(10, 20).GuessedBy(Router.Of(["x", "y", "z"]));
            var b = w.Call("read", Echo, a).Reads(TimeSpan.FromSeconds(5)).Tries(3, TimeSpan.FromSeconds(1)).Price(new Usd(0.1m));
            var c = w.Call("code", Echo, b).Computes().Deterministic();
            var d = w.Call("nobody knows", Echo, c);
            var e = w.Call("person", Echo, d).ByPerson();
            var f = w.Call("twice", Echo, e).Idempotent(harmlessIfUnneeded: true);
            return w.Call("send", Echo, f).Commits((_, _) => Task.CompletedTask);
        }).Plan;
        Assert.Equal(
            [
                new Operation("model") { Model = "gpt-4o", Version = "2", MaxInputTokens = 10, MaxOutputTokens = 20, Effect = Effect.None },
                new Operation("read")
                {
                    Kind = OperationKind.Tool, Effect = Effect.None, FreshFor = TimeSpan.FromSeconds(5), Tries = 3, Backoff = TimeSpan.FromSeconds(1), Price = new Usd(0.1m),
                },
                new Operation("code") { Kind = OperationKind.Code, Effect = Effect.None, Deterministic = true },
                new Operation("nobody knows") { Kind = OperationKind.Tool, Effect = Effect.Undeclared },
                new Operation("person") { Kind = OperationKind.Human, Effect = Effect.None },
                new Operation("twice") { Kind = OperationKind.Tool, Effect = Effect.Idempotent, HarmlessIfUnneeded = true },
                new Operation("send") { Kind = OperationKind.Tool, Effect = Effect.Staged },
            ],
            plan.Select(p => p.Operation));
        Assert.Equal(Admission.Inadmissible, plan[3].Operation.Admission);
        Assert.Equal(new Dependency(new Reading("model"), "router_k_way", 3), plan[1].After[0]);
    }

    private sealed record Snake(string CustomerId);

    private static string Path(System.Linq.Expressions.Expression<Func<Snake, string>> part, JsonSerializerOptions json) => Path<Snake, string>(part, json);

    private static string Path<TPart>(System.Linq.Expressions.Expression<Func<Order, TPart>> part, JsonSerializerOptions? json = null) =>
        Path<Order, TPart>(part, json);

    private static string Path<T, TPart>(System.Linq.Expressions.Expression<Func<T, TPart>> part, JsonSerializerOptions? json)
    {
        var path = "";
        Workflow.Define<T, string>("w", w => w.Call("a", (TPart _, CancellationToken _) => Task.FromResult(""), Seen(w.Input.Select(part), ref path)), json);
        return path;
    }

    private static Source<T> Seen<T>(Source<T> source, ref string path)
    {
        path = source.Reading.Path;
        return source;
    }

    private static string Refused<TPart>(System.Linq.Expressions.Expression<Func<Order, TPart>> part) =>
        Assert.Single(Assert.Throws<WorkflowDefinitionException>(() => Path(part)).Errors);

    private static IReadOnlyList<string> Errors<T>(Func<WorkflowBuilder<T>, Source<T>> define) =>
        Assert.Throws<WorkflowDefinitionException>(() => Workflow.Define("w", define)).Errors;

    private static Task<string> Echo(string text, CancellationToken cancellationToken) => Task.FromResult(text);
}
