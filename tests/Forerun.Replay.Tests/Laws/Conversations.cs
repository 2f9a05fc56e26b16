using System.Text.Json;
using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Laws;

/// <summary>Conversations by seed: a person, an agent that decides, and tools that it calls; a drafter guesses what it decides.</summary>
internal static class Conversations
{
    private static readonly string[] Tools = ["find", "list", "book"];
    private static readonly ModelCost Decide = new("gpt-4o", 4, 900, 60);

    public static IEnumerable<TraceRun> Of(int seed)
    {
        var dice = new Dice(seed);
        for (var number = 1; number <= 6; number++)
        {
            var steps = new List<TraceStep>();
            for (var count = 3 + dice.Below(8); steps.Count < count;) steps.Add(Next(steps, dice));
            yield return StepMaker.Run("conversation", number, steps);
        }
    }

    private static TraceStep Next(List<TraceStep> before, Dice dice)
    {
        var last = before.Count == 0 ? null : before[^1];
        var step = StepMaker.Model($"{before.Count + 1}", Decide, dice.Factor(0.4), default, last is null ? [] : [new TraceDependency(last.Id)]);
        if (last is { Kind: not StepKind.Model }) return Decision(step, dice);
        var called = last?.Output.TryGetProperty("tool", out var tool) == true ? tool.GetString()! : null;
        return step with
        {
            Operation = called ?? "user", Kind = called is null ? StepKind.Human : StepKind.Tool, Model = null, Usage = null,
            Effect = called == "book" ? TraceEffect.Irreversible : TraceEffect.None, Output = StepMaker.Text($"{called} {dice.Rank(3, 2)}"),
        };
    }

    private static TraceStep Decision(TraceStep step, Dice dice)
    {
        var truth = Decided(dice);
        var drafted = dice.Chance(0.7) ? truth : Decided(dice);
        return step with
        {
            Operation = "decide", Output = truth,
            Guesses = [new TraceGuess
            {
                By = "small", Model = "gpt-4o-mini", Output = drafted, Duration = TimeSpan.FromSeconds(0.5), Usage = new TokenUsage(300, 20),
            }],
        };
    }

    private static JsonElement Decided(Dice dice) => dice.Chance(0.7)
        ? StepMaker.Json(("tool", Tools[dice.Rank(3, 1)]), ("arguments", StepMaker.Json(("id", dice.Below(2))).Deserialize<System.Text.Json.Nodes.JsonNode>()!))
        : StepMaker.Json(("reply", $"answer {dice.Rank(3, 2)}"));
}
