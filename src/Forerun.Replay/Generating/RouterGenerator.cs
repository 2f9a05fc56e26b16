using Forerun.Traces;

namespace Forerun.Replay.Generating;

/// <summary>
/// Makes runs of three steps: <c>classify</c> chooses one of k routes, <c>draft</c> answers by it, <c>send</c> is a staged effect.
/// </summary>
public static class RouterGenerator
{
    /// <summary>The runs of a seed. The first runs are the same however many follow.</summary>
    /// <exception cref="InvalidOptionsException">Options are out of range, or the ratio wanted can't be had.</exception>
    public static IEnumerable<TraceRun> Generate(RouterOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Runs(options, new Dice(seed));
    }

    private static IEnumerable<TraceRun> Runs(RouterOptions options, Dice dice)
    {
        var classify = new ModelCost(options.Model, options.ClassifySeconds, options.ClassifyInputTokens, options.ClassifyOutputTokens);
        var draft = new ModelCost(options.Model, options.DraftSeconds, options.DraftInputTokens, (double)RouterEconomics.OutputTokens(options));
        for (var number = 1; number <= options.Runs; number++)
        {
            var label = $"route-{Route(options, number, dice) + 1}";
            var choice = StepMaker.Json(("label", label), ("confidence", Math.Round(0.5 + dice.Share() / 2, 2)));
            var routed = new TraceDependency("classify", "router_k_way", options.Ways, "$.label");
            var reply = $"reply {number} by {label}";
            yield return StepMaker.Run("router", number,
            [
                StepMaker.Model("classify", classify, dice.Factor(options.Jitter), choice),
                StepMaker.Model("draft", draft, dice.Factor(options.Jitter), StepMaker.Json(("reply", reply)), routed),
                Send(StepMaker.Duration(options.SendSeconds, dice.Factor(options.Jitter)), reply),
            ]);
        }
    }

    private static int Route(RouterOptions options, int run, Dice dice)
    {
        var rank = dice.Rank(options.Ways, options.Skew);
        return run >= options.DriftAtRun ? (rank + options.Ways / 2) % options.Ways : rank;
    }

    private static TraceStep Send(TimeSpan duration, string reply) => new()
    {
        Id = "send",
        Operation = "send",
        Kind = StepKind.Tool,
        After = [new TraceDependency("draft", "free_text")],
        Effect = TraceEffect.Staged,
        Input = StepMaker.Json(("text", reply)),
        Output = StepMaker.Json(("sent", true)),
        Duration = duration,
    };
}
