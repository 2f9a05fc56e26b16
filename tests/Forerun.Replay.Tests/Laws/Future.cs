using System.Text.Json;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Laws;

/// <summary>Another future: a trace with everything altered that nobody could know at a moment of one of its runs.</summary>
internal sealed class Future(Trace trace, IReadOnlyList<LedgerRow> rows, DecisionRow decision)
{
    private readonly List<AttemptRow> begun =
        [.. rows.OfType<AttemptRow>().Where(r => r.Tags.Run == decision.Tags.Run && r.StartedAt <= decision.At)];

    public Trace Altered()
    {
        var at = Enumerable.Range(0, trace.Runs.Count).First(i => trace.Runs[i].Run == decision.Tags.Run);
        return trace with
        {
            Runs = [.. trace.Runs.Select((run, i) => i < at ? run : i == at ? Present(run) : run with { Steps = [.. run.Steps.Select(Other)] })],
        };
    }

    /// <summary>The run under way: what has ended stays, what is under way goes on for longer, the rest is other and of another length.</summary>
    private TraceRun Present(TraceRun run)
    {
        var isChain = begun.Exists(r => r.Slot == "1");
        var steps = run.Steps.Select((step, i) => Present(step, isChain ? $"{i + 1}" : step.Id, isChain && i == run.Steps.Count - 1)).ToList();
        if (!isChain) return run with { Steps = steps };
        var reached = begun.Max(r => int.Parse(r.Slot[(r.Slot.LastIndexOf(' ') + 1)..]));
        if (reached >= run.Steps.Count) return run with { Steps = steps };
        if (decision.At.Ticks % 2 == 0) return run with { Steps = [.. steps.Take(reached + 1)] };
        var last = steps[^1];
        var more = last with { Id = last.Id + "-more", After = [new TraceDependency(last.Id)] };
        return run with { Steps = [.. steps, more] };
    }

    private TraceStep Present(TraceStep step, string slot, bool standsIn)
    {
        var attempts = begun.Where(r => r.Slot == slot || (standsIn && IsBeyond(r.Slot, slot))).ToList();
        var altered = Other(step) with { Guesses = Guesses(step, $"draft {slot}", standsIn) };
        if (attempts.Exists(HasFinished)) return altered with { Output = step.Output, Duration = step.Duration, Usage = step.Usage };
        if (attempts.Exists(HasEnded)) return altered with { Duration = step.Duration, Usage = step.Usage };
        return altered;
    }

    private List<TraceGuess> Guesses(TraceStep step, string slot, bool standsIn)
    {
        var attempts = begun.Where(r => r.Slot == slot || (standsIn && r.Slot.StartsWith("draft ", StringComparison.Ordinal) && IsBeyond(r.Slot[6..], slot[6..]))).ToList();
        if (attempts.Exists(HasEnded)) return [.. step.Guesses];
        return [.. step.Guesses.Select(g => g with { Output = Text("another guess"), Duration = Longer(g.Duration ?? TimeSpan.Zero), Usage = More(g.Usage) })];
    }

    private static bool IsBeyond(string slot, string last) => int.TryParse(slot, out var n) && n > int.Parse(last);

    private bool HasEnded(AttemptRow row) => row.At <= decision.At;

    private bool HasFinished(AttemptRow row) => HasEnded(row) && row.End == AttemptEnd.Finished;

    private static TraceStep Other(TraceStep step) => step with
    {
        Output = Text($"another output of {step.Id}"), Duration = Longer(step.Duration), Usage = More(step.Usage),
        Guesses = [.. step.Guesses.Select(g => g with { Output = Text("another guess") })],
    };

    private static TimeSpan Longer(TimeSpan duration) => (3 * duration) + TimeSpan.FromSeconds(1000);

    private static TokenUsage More(TokenUsage? usage) => new((usage?.InputTokens ?? 0) + 12_345, ((usage?.OutputTokens ?? 0) * 7) + 1);

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);
}
