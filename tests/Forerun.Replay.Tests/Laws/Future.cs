using System.Text.Json;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Replay.Recorded;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Tests.Laws;

/// <summary>
/// Another future: a trace with everything altered that nobody could know at a moment of one of its runs, also which operations come,
/// of what kind and with what effect.
/// </summary>
internal sealed class Future(Trace trace, IReadOnlyList<LedgerRow> rows, DecisionRow decision)
{
    private readonly List<AttemptRow> begun =
        [.. rows.OfType<AttemptRow>().Where(r => r.Tags.Run == decision.Tags.Run && r.StartedAt <= decision.At)];

    private readonly int at = Enumerable.Range(0, trace.Runs.Count).First(i => trace.Runs[i].Run == decision.Tags.Run);

    public Trace Altered() => trace with
    {
        Runs = [.. trace.Runs.Select((run, i) => i < at ? run : i == at ? Present(run) : run with { Steps = [.. run.Steps.Select(Unseen)] })],
    };

    /// <summary>The run under way: what has ended stays, what is under way goes on for longer, the rest is other and of another length.</summary>
    private TraceRun Present(TraceRun run)
    {
        var isChain = begun.Exists(r => r.Slot == "1");
        var early = isChain ? Early(run) : [];
        var steps = run.Steps.Select((step, i) =>
        {
            var present = Present(step, isChain ? $"{i + 1}" : step.Id, isChain && i == run.Steps.Count - 1, early.GetValueOrDefault(i));
            return early.ContainsKey(i + 1) ? present with { Output = step.Output } : present;
        }).ToList();
        if (!isChain) return run with { Steps = steps };
        var reached = early.Keys.DefaultIfEmpty().Max() + 1;
        reached = Math.Max(reached, begun.Max(r => int.Parse(r.Slot[(r.Slot.LastIndexOf(' ') + 1)..])));
        if (reached >= run.Steps.Count) return run with { Steps = steps };
        if (decision.At.Ticks % 2 == 0) return run with { Steps = [.. steps.Take(reached + 1)] };
        var last = steps[^1];
        var more = last with { Id = last.Id + "-more", After = [new TraceDependency(last.Id)] };
        return run with { Steps = [.. steps, more] };
    }

    /// <summary>
    /// The tools that were called, with the arguments that they are recorded with, before their place in the record: what a tool has
    /// returned by now stays, wherever it is asked for, and so does the asking, which is where a trace says what it was called with.
    /// </summary>
    private Dictionary<int, string> Early(TraceRun run)
    {
        var early = new Dictionary<int, string>();
        var times = new Dictionary<string, int>();
        for (var i = 1; i < run.Steps.Count; i++)
        {
            if (run.Steps[i].Kind != StepKind.Tool || !run.Steps[i - 1].Output.TryGetArguments(out var arguments)) continue;
            var name = $"{run.Steps[i].Operation}:{Value.Of(arguments).Digest}";
            var before = times[name] = times.GetValueOrDefault(name) + 1;
            var key = before == 1 ? name : $"{name}#{before - 1}";
            if (begun.Exists(r => r.Key == key)) early[i] = key;
        }

        return early;
    }

    private TraceStep Present(TraceStep step, string slot, bool standsIn, string? key)
    {
        var attempts = begun.Where(r => r.Key == key || r.Slot == slot || (standsIn && IsBeyond(r.Slot, slot))).ToList();
        if (attempts.Count == 0) step = Renamed(step);
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

    private TraceStep Unseen(TraceStep step) => Other(Renamed(step));

    /// <summary>
    /// Something else is done: what nothing has been told of, with an effect, or what the run began with, by whom it was not. The
    /// strictest effect of an operation is its author's word, whenever it is said, so an effect goes with its name.
    /// </summary>
    private TraceStep Renamed(TraceStep step) => decision.At.Ticks % 3 == 0
        ? step with { Operation = trace.Runs[at].Steps[0].Operation, Kind = StepKind.Human, Effect = TraceEffect.None }
        : step with { Operation = $"another than {step.Operation}", Kind = StepKind.Tool, Effect = TraceEffect.Irreversible };

    private static TraceStep Other(TraceStep step) => step with
    {
        Output = Text($"another output of {step.Id}"), Duration = Longer(step.Duration), Usage = More(step.Usage),
        Guesses = [.. step.Guesses.Select(g => g with { Output = Text("another guess") })],
    };

    private static TimeSpan Longer(TimeSpan duration) => (3 * duration) + TimeSpan.FromSeconds(1000);

    private static TokenUsage More(TokenUsage? usage) => new((usage?.InputTokens ?? 0) + 12_345, ((usage?.OutputTokens ?? 0) * 7) + 1);

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);
}
