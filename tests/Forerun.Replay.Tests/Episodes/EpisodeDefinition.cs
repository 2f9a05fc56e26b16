using System.Text.Json;
using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Episodes;

/// <summary>When the first mismatch of an episode stops further pairs.</summary>
internal enum StopsDrafting
{
    /// <summary>Once its own target and drafter have ended: as defined, by somebody who knows already that those before it are right.</summary>
    WhenItIsThere,

    /// <summary>Once all targets before it have come true as well: when it is known to be the first.</summary>
    WhenItIsKnown,
}

/// <summary>Seconds, dollars and the most calls in flight of a run.</summary>
internal readonly record struct Totals(double Seconds, double Usd, int Peak);

/// <summary>
/// What a plan takes in episodes of a given depth, straight from the definition and from the record: no machine, no worlds, no events.
/// Drafter 1 and target 1 start at 0; drafter i+1 and target i+1 when drafter i ends, the second pair not before the predictor has. No
/// pair starts after the depth, after a drafted TERMINATE, or once the first mismatch stops drafting. The episode ends when every
/// target up to the mismatch and its drafter have; if no pair got that far, when all have. Cancelled calls are billed as streamed.
/// </summary>
internal sealed class EpisodeDefinition(TraceRun run, StopsDrafting stops)
{
    private readonly List<(TimeSpan Start, TimeSpan End)> calls = [];
    private TimeSpan now;
    private double usd;

    /// <summary>The run, with the depth and the predictor's time of an episode given by the position at which it begins.</summary>
    public Totals Replay(Func<int, int> depth, Func<int, TimeSpan> predictor)
    {
        for (var position = 0; position < run.Steps.Count;)
            position += Episode(position, depth(position), predictor(position));
        return new Totals(now.TotalSeconds, usd, calls.Max(c => calls.Count(d => d.Start <= c.Start && c.Start < d.End)));
    }

    /// <summary>How many steps from a position on until the drafter is wrong or the plan ends, that step included.</summary>
    public int UntilMismatch(int position) => Mismatch(position) + 1;

    /// <summary>One episode; returns how many steps it advances.</summary>
    private int Episode(int first, int depth, TimeSpan predictor)
    {
        var mismatch = Mismatch(first);
        var pairs = new List<Pair>();
        var start = TimeSpan.Zero;
        var stop = TimeSpan.MaxValue;
        while (pairs.Count < depth && start < stop)
        {
            var step = run.Steps[Math.Min(first + pairs.Count, run.Steps.Count - 1)];
            var drafter = step.Guesses[0].Duration ?? TimeSpan.FromSeconds(TraceGuess.FailedSeconds);
            pairs.Add(new Pair(step, start, start + drafter, start + step.Duration));
            if (pairs.Count == mismatch + 1)
                stop = stops == StopsDrafting.WhenItIsKnown ? End(pairs) : Latest(pairs[mismatch].Drafted, pairs[mismatch].Verified);
            if (Says(step.Guesses[0], PlanGenerator.Terminate)) break;
            start = pairs.Count == 1 ? Latest(start + drafter, predictor) : start + drafter;
        }

        var reached = pairs.Count > mismatch;
        var end = reached ? End(pairs[..(mismatch + 1)]) : Latest(End(pairs), pairs.Max(p => p.Drafted));
        foreach (var pair in pairs)
        {
            Bill(pair.Start, pair.Drafted, end, pair.Step.Guesses[0].Usage!);
            Bill(pair.Start, pair.Verified, end, pair.Step.Usage!);
        }

        now += end;
        return reached ? mismatch + 1 : pairs.Count;
    }

    /// <summary>When every target has ended, and the last drafter.</summary>
    private static TimeSpan End(List<Pair> pairs) => Latest(pairs.Max(p => p.Verified), pairs[^1].Drafted);

    private int Mismatch(int first)
    {
        var at = first;
        while (IsRight(run.Steps[at]) && run.Steps[at].Output.GetString() != PlanGenerator.Terminate) at++;
        return at - first;
    }

    private void Bill(TimeSpan start, TimeSpan end, TimeSpan cancelled, TokenUsage usage)
    {
        var produced = end <= cancelled ? 1 : (cancelled - start) / (end - start);
        usd += ((usage.InputTokens!.Value * 10) + (produced * usage.OutputTokens!.Value * 30)) / 1e6; // gpt-4-turbo, USD a million
        if (start < end) calls.Add((now + start, now + (end < cancelled ? end : cancelled)));
    }

    private static bool IsRight(TraceStep step) => Says(step.Guesses[0], step.Output.GetString()!);

    private static bool Says(TraceGuess guess, string text) => !guess.Failed && guess.Output.ValueKind == JsonValueKind.String && guess.Output.ValueEquals(text);

    private static TimeSpan Latest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed record Pair(TraceStep Step, TimeSpan Start, TimeSpan Drafted, TimeSpan Verified);
}
