using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Comparing;

/// <summary>What the drafter costs along the true path: the first call recorded for each step, which gives the first guess.</summary>
internal static class Drafters
{
    /// <summary>The sequential runs with their drafters beside them. A drafter whose usage is not recorded costs nothing here.</summary>
    public static IReadOnlyList<RunSums> Beside(IReadOnlyList<RunSums> sequential, Trace trace, ReplayOptions options) =>
        [.. sequential.Zip(trace.Runs, (sums, run) => run.Steps.Select(s => s.Guesses).Where(g => g.Count > 0)
            .Aggregate(sums, (sum, guesses) => With(sum, guesses[0], options)))];

    private static RunSums With(RunSums sums, TraceGuess guess, ReplayOptions options)
    {
        if (guess is not { Usage: { } usage, Model: { } model }) return sums;
        var usd = options.Prices.TryFind(model, Curriculum.Began(options), out var price) && usage.IsComplete ? price.Cost(usage).Amount : 0;
        return sums with
        {
            Usd = sums.Usd + usd,
            PromptTokens = sums.PromptTokens + (usage.InputTokens ?? 0),
            GeneratedTokens = sums.GeneratedTokens + (usage.OutputTokens ?? 0),
        };
    }
}
