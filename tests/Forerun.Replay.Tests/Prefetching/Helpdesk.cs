using System.Text.Json.Nodes;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Prefetching;

/// <summary>
/// Generated conversations about orders, by seed: a person names an account, the agent reads it and some of its orders, looks for what
/// could be delivered instead, and changes orders, which it reads again. What an order says counts the changes before it.
/// </summary>
internal sealed class Helpdesk
{
    private static readonly ModelCost Decide = new("gpt-4o", 0.6, 1500, 30);
    private readonly List<TraceStep> steps = [];
    private readonly Dice dice;
    private int changes;

    private Helpdesk(Dice dice) => this.dice = dice;

    public static Trace Of(int seed, int runs = 30)
    {
        var draws = new Dice(seed);
        return new Trace { Name = $"helpdesk-{seed}", Runs = [.. Enumerable.Range(1, runs).Select(n => new Helpdesk(draws).Run(n))] };
    }

    private TraceRun Run(int number)
    {
        var account = $"user_{1000 + dice.Below(9000)}";
        var orders = Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => $"ORD{dice.Below(900_000) + 100_000}").ToList();
        Say($"Hello, I am {account} and have a question about an order.");
        Call("get_account", new JsonObject { ["account_id"] = account }, new JsonObject { ["orders"] = new JsonArray([.. orders.Select(o => JsonValue.Create(o))]) });
        Reply("Which order is it?");
        var asked = orders[dice.Below(orders.Count)];
        Say(dice.Chance(0.6) ? $"It is {asked}." : "I do not remember.");
        foreach (var order in orders.TakeWhile(o => o != asked).Append(asked)) Read(order);
        if (dice.Chance(0.4)) Call("find_slot", Slot(asked), new JsonObject { ["free"] = dice.Below(9) });
        Reply("Shall I change it?");
        Say(dice.Chance(0.7) ? "yes please" : "no thanks");
        if (dice.Chance(0.7)) Call("change_order", new JsonObject { ["order_id"] = asked }, new JsonObject { ["changes"] = ++changes }, TraceEffect.Irreversible);
        if (dice.Chance(0.7)) Read(asked);
        Reply("Done.");
        return StepMaker.Run("helpdesk", number, steps);
    }

    private void Read(string order)
    {
        var result = Slot(order);
        result["state"] = $"changed {changes} times";
        Call("get_order", new JsonObject { ["order_id"] = order }, result);
    }

    /// <summary>Where and when an order goes is a function of its id: one object that later arguments are taken from together.</summary>
    private static JsonObject Slot(string order) =>
        new() { ["depot"] = $"D{order[3]}", ["street"] = $"S{order[4]}{order[5]}", ["day"] = $"2024-05-{10 + (order[6] - '0')}" };

    private void Say(string text) =>
        Add(new TraceStep { Id = "", Operation = "user", Kind = StepKind.Human, Duration = TimeSpan.FromSeconds(2 + dice.Below(50)), Output = StepMaker.Text(text) });

    private void Reply(string text) => Decided(new JsonObject { ["reply"] = text });

    private void Call(string tool, JsonObject arguments, JsonObject result, TraceEffect effect = TraceEffect.None)
    {
        Decided(new JsonObject { ["tool"] = tool, ["arguments"] = arguments });
        Add(new TraceStep
        {
            Id = "", Operation = tool, Kind = StepKind.Tool, Effect = effect, Duration = TimeSpan.FromSeconds(0.3 + dice.Share()),
            Output = System.Text.Json.JsonSerializer.SerializeToElement(result),
        });
    }

    private void Decided(JsonObject output) =>
        Add(StepMaker.Model("", Decide, dice.Factor(0.2), System.Text.Json.JsonSerializer.SerializeToElement(output)) with { Operation = "decide" });

    private void Add(TraceStep step) =>
        steps.Add(step with { Id = $"{steps.Count + 1}", After = steps.Count == 0 ? [] : [new TraceDependency($"{steps.Count}")] });
}
