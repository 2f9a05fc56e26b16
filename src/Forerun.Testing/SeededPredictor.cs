using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Testing;

/// <summary>
/// A predictor that knows what a <see cref="ScriptedWorld"/> will return, and says it or something else: from always right to always
/// wrong, free or to be bought, honest about its certainty or not. It can throw and talk nonsense.
/// </summary>
public sealed class SeededPredictor(int seed, ScriptedWorld world, PredictorOptions options) : IPredictor
{
    private static readonly double?[] Boasts = [double.NaN, -1, 0, 0.5, 1, 1.5, 1e300, double.PositiveInfinity, null];
    private static readonly Operation Drafter = new("drafter")
    {
        Model = "small", Effect = Effect.None, MaxInputTokens = 2000, MaxOutputTokens = 1000,
    };

    private static readonly Operation Bomb = new("drafter with an effect") { Kind = OperationKind.Tool, Effect = Effect.Irreversible };
    private readonly Draws moods = Draws.Of(seed, "moods");

    /// <inheritdoc/>
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (moods.Chance(options.Throws)) throw new InvalidOperationException("a predictor that throws");
        var draws = Draws.Of(seed, $"offer {upstream.Key} {upstream.Key.Occurrence}");
        var right = draws.Chance(options.Right);
        var mustBeBought = draws.Chance(options.Bought);
        double? sure = options.Boasts ? draws.Of(Boasts) : null;
        if (draws.Chance(options.Garbage)) AddGarbage(draws, upstream, reading, offers);
        var said = Said(upstream, right);
        if (!mustBeBought)
        {
            offers.Add(new Offer(new Guess(reading, reading.Of(said), "seeded", sure), null));
            return;
        }

        var buy = new Call(
            $"draft {upstream.Slot}", Drafter, upstream.Key.Input.Then(Digest.Of(upstream.Operation.KeyName)), upstream.Reads,
            upstream.Key.Occurrence, new Draft(said));
        var drafted = world.Known(buy.Key);
        offers.Add(new Offer(drafted is null ? null : new Guess(reading, reading.Of(drafted), "drafter", sure), buy) { By = "drafter" });
    }

    /// <inheritdoc/>
    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        if (moods.Chance(options.Throws)) throw new InvalidOperationException("a predictor that throws while it learns");
    }

    private Value Said(Call upstream, bool right) => right
        ? world.OutputOf(upstream)
        : Value.From(new { label = $"wrong {upstream.Key.Occurrence}", text = "wrong" });

    private static void AddGarbage(Draws draws, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        offers.Add(draws.Below(6) switch
        {
            0 => default,
            1 => new Offer(new Guess(reading, Value.Null, "garbage"), null),
            2 => new Offer(new Guess(new Reading("nobody", "$.x[3]"), Value.Of("?"), "garbage"), null),
            3 => new Offer(new Guess(reading with { Path = "$.label.no" }, Value.Of("no path leads here"), "garbage", double.NaN), null),
            4 => new Offer(null, new Call("boom", Bomb, upstream.Key.Input, [])),
            _ => new Offer(new Guess(reading, Value.Unknown, "garbage", 1), null),
        });
    }
}
