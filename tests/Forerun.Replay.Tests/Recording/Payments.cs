using System.Text.Json;
using System.Text.Json.Nodes;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Recording;

/// <summary>
/// Generated conversations about payments, by seed, with all that values are made of: words beyond ASCII in either case, ids that are names of
/// members, numbers of several forms, truth values, nothing, and texts longer than an argument.
/// </summary>
internal sealed class Payments
{
    private static readonly ModelCost Decide = new("gpt-4o", 0.8, 1200, 40);
    private static readonly string[] People = ["Zoë Müller", "JOSÉ ÅNGSTRÖM", "Анна Каренина", "王小明 𠮷", "o'Neil-smith"];
    private static readonly string[] Wishes = ["please pay it back 😀", "Wo ist MEIN Geld?", "wo ist mein geld", "pay the last one back", "TERMINATE my contract"];

    private readonly List<TraceStep> steps = [];
    private readonly Dice dice;

    private Payments(Dice dice) => this.dice = dice;

    public static Trace Of(int seed, int runs = 20)
    {
        var draws = new Dice(seed);
        return new Trace { Name = $"payments-{seed}", Runs = [.. Enumerable.Range(1, runs).Select(n => new Payments(draws).Run(n))], Skipped = [] };
    }

    private TraceRun Run(int number)
    {
        var person = dice.Below(People.Length);
        var user = $"{(char)('a' + person)}{(char)('a' + dice.Below(3))}_{4800 + dice.Below(40)}";
        var cards = Enumerable.Range(0, 1 + dice.Below(2)).Select(_ => $"card_{dice.Below(9)}{dice.Below(9)}{dice.Below(9)}").Distinct().ToList();
        Say($"Hello, I am {People[person]} ({user}), {Wishes[dice.Rank(Wishes.Length, 1)]}");
        Call("get_user", new JsonObject { ["user_id"] = user }, User(People[person], cards));
        var card = cards[dice.Below(cards.Count)];
        Say(dice.Chance(0.5) ? $"The card is {card.ToUpperInvariant()}, or {card}." : Wishes[dice.Rank(Wishes.Length, 1)]);
        Call("get_card", new JsonObject { ["card"] = card, ["line2"] = dice.Chance(0.5), ["amount"] = Amount(card) }, new JsonObject { ["state"] = null, ["amount"] = Amount(card) });
        if (dice.Chance(0.6)) Call("get_rate", new JsonObject { ["from"] = new JsonObject { ["2024-05-16"] = Amount(card) }, ["of"] = "EUR" }, JsonValue.Create(1.0825 + dice.Below(3)));
        if (dice.Chance(0.5)) Call("pay_back", new JsonObject { ["card"] = card }, new JsonObject { ["ok"] = true }, TraceEffect.Irreversible);
        if (dice.Chance(0.6)) Call("get_user", new JsonObject { ["user_id"] = user }, User(People[person], cards));
        Decided(new JsonObject { ["reply"] = $"Done, {People[person]}: {Amount(card)} € on {card}." });
        return StepMaker.Run("payments", number, steps) with { Task = Wishes[person] };
    }

    private JsonObject User(string name, List<string> cards) => new()
    {
        ["name"] = name,
        ["cards"] = new JsonObject(cards.Select(c => KeyValuePair.Create<string, JsonNode?>(c, new JsonObject { ["amount"] = Amount(c), ["first"] = c == cards[0] }))),
        ["note"] = $"A customer since {1990 + dice.Below(4)}, always friendly, likes to be called by the first name and pays late, as with {cards[^1]}.",
    };

    private static double Amount(string card) => card[^1] switch { '0' => 0, '1' => 1e21, '2' => -7.5, '3' => 0.30000000000000004, var c => (c - '0') * 12.25 };

    private void Say(string text) =>
        Add(new TraceStep { Id = "", Operation = "user", Kind = StepKind.Human, Duration = TimeSpan.FromSeconds(2 + dice.Below(20)), Output = StepMaker.Text(text) });

    private void Call(string tool, JsonObject arguments, JsonNode result, TraceEffect effect = TraceEffect.None)
    {
        Decided(new JsonObject { ["tool"] = tool, ["arguments"] = arguments });
        Add(new TraceStep
        {
            Id = "", Operation = tool, Kind = StepKind.Tool, Effect = effect, Duration = TimeSpan.FromSeconds(0.5 + dice.Share()), Output = JsonSerializer.SerializeToElement(result),
        });
    }

    private void Decided(JsonObject output) =>
        Add(StepMaker.Model("", Decide, dice.Factor(0.2), JsonSerializer.SerializeToElement(output)) with { Operation = "decide" });

    private void Add(TraceStep step) =>
        steps.Add(step with { Id = $"{steps.Count + 1}", After = steps.Count == 0 ? [] : [new TraceDependency($"{steps.Count}")] });
}
