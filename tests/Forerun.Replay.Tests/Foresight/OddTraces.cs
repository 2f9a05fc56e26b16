using System.Text.Json;
using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Replay.Tests.Laws;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Foresight;

/// <summary>
/// Traces by seed in which an oracle may err: a slot read whole and in part, several guesses a step, in one call and in several, reads
/// that go stale across effects or by age, people who take long, branches that a run leaves out.
/// </summary>
internal static class OddTraces
{
    private static readonly string[] Paths = ["$.label", "$.text"];

    public static Trace Of(int seed)
    {
        var dice = new Dice(seed);
        return new Trace { Name = $"odd-{seed}", Runs = [.. seed % 3 == 0 ? Conversations.Of(seed).Select(run => Slow(run, dice)) : Dags(dice)] };
    }

    private static TraceRun Slow(TraceRun run, Dice dice) => run with
    {
        Steps = [.. run.Steps.Select(s => s with
        {
            Duration = s.Kind == StepKind.Human ? dice.Below(20) * s.Duration : s.Duration,
            Guesses = s.Guesses.Count == 0 ? [] : Guesses(s.Output, run.Steps[dice.Below(run.Steps.Count)].Output, dice),
        })],
    };

    private static IEnumerable<TraceRun> Dags(Dice dice)
    {
        var plan = Steps(dice);
        for (var number = 1; number <= 8; number++)
        {
            var left = dice.Chance(0.15) ? plan.Take(2 + dice.Below(plan.Count - 1)) : plan;
            yield return StepMaker.Run("odd-dag", number, [.. left.Select(s => Played(s, dice))]);
        }
    }

    private static List<TraceStep> Steps(Dice dice)
    {
        var steps = new List<TraceStep>();
        for (var count = 3 + dice.Below(7); steps.Count < count;)
        {
            var after = steps.Where(_ => dice.Chance(2.0 / steps.Count))
                .SelectMany(u => dice.Chance(0.3) ? new[] { Reads(u, dice), Reads(u, dice) } : [Reads(u, dice)]).DistinctBy(d => (d.Id, d.Reads));
            var cost = new ModelCost("gpt-4o", dice.Chance(0.1) ? 0 : dice.Share() * 30, 500, 100);
            var step = StepMaker.Model($"n{steps.Count}", cost, 1, default, [.. after]);
            steps.Add(dice.Chance(0.6) ? step : NoModel(step, dice));
        }

        return steps;
    }

    private static TraceDependency Reads(TraceStep upstream, Dice dice) =>
        new(upstream.Id, dice.Chance(0.5) ? "classifier" : "lookup", 3, dice.Chance(0.3) ? null : Paths[dice.Below(2)]);

    private static TraceStep NoModel(TraceStep step, Dice dice) => step with
    {
        Model = null, Usage = null, Kind = dice.Chance(0.2) ? StepKind.Human : StepKind.Tool,
        Effect = dice.Chance(0.6) ? TraceEffect.None : (TraceEffect)(1 + dice.Below(3)),
    };

    private static TraceStep Played(TraceStep step, Dice dice)
    {
        var output = Output(dice);
        return step with
        {
            Output = output,
            Duration = StepMaker.Duration(step.Duration.TotalSeconds, dice.Factor(0.5)),
            Guesses = step.Kind == StepKind.Model && dice.Chance(0.6) ? Guesses(output, Output(dice), dice) : [],
        };
    }

    private static JsonElement Output(Dice dice) => StepMaker.Json(("label", $"label-{dice.Rank(3, 2)}"), ("text", $"text-{dice.Rank(3, 1)}"));

    private static List<TraceGuess> Guesses(JsonElement truth, JsonElement other, Dice dice)
    {
        var guesses = new List<TraceGuess>();
        for (var count = 1 + dice.Below(3); guesses.Count < count;)
        {
            var shares = guesses.Count > 0 && dice.Chance(0.5);
            guesses.Add(new TraceGuess
            {
                By = dice.Chance(0.7) ? "small" : "other", Model = "gpt-4o-mini", Call = shares ? guesses[^1].Call : $"call-{guesses.Count}",
                SharesCall = shares, Output = dice.Chance(0.5) ? truth : other,
                Duration = shares ? guesses[^1].Duration : dice.Chance(0.1) ? null : TimeSpan.FromSeconds(dice.Share() * 8),
                Usage = shares ? null : new TokenUsage(dice.Below(20_000), dice.Below(4000)),
            });
        }

        return guesses;
    }
}
