using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Episodes;

/// <summary>
/// Plans by seed, from one step up: drafters quicker and slower than their targets, good and bad ones, with false TERMINATEs and failed
/// calls, and a log of depths. Every other seed's times are whole seconds, so that much happens in one moment.
/// </summary>
internal static class RandomPlans
{
    public static IReadOnlyList<TraceRun> Of(int seed)
    {
        var dice = new Dice(seed);
        var options = new PlanOptions
        {
            Runs = 4, MinSteps = 1, HitRate = dice.Share(), FalseTerminateRate = dice.Share(), DrafterSeconds = 0.5 + (dice.Share() * 9),
            Jitter = 0.5, Model = "gpt-4-turbo", DrafterModel = "gpt-4-turbo",
        };
        return [.. PlanGenerator.Generate(options, seed).Select(run => run with
        {
            Steps = [.. run.Steps.Select(step => Changed(step, seed % 2 == 0, dice))],
            Logged = new TraceLog
            {
                WallSeconds = 1,
                Depths = [.. run.Steps.Select(s => new LoggedDepth(s.Id, 1 + dice.Below(5), TimeSpan.FromSeconds(dice.Below(2) * dice.Share() * 9)))],
            },
        })];
    }

    private static TraceStep Changed(TraceStep step, bool isWhole, Dice dice)
    {
        var guess = step.Guesses[0];
        return step with
        {
            Duration = isWhole ? Whole(step.Duration) : step.Duration,
            Guesses = [guess with { Duration = dice.Chance(0.05) ? null : isWhole ? Whole(guess.Duration!.Value) : guess.Duration }],
        };
    }

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
}
