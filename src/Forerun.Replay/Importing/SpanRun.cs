using System.Text.Json;
using Forerun.Recording;
using Forerun.Traces;

namespace Forerun.Replay.Importing;

/// <summary>
/// The spans of a run as its steps: what a span came after is what spans of ours say, else what had ended before it began. Between two traces of one conversation it
/// was a person's turn.
/// </summary>
internal static class SpanRun
{
    public static List<TraceStep> Steps(IEnumerable<IReadOnlyList<(OtlpSpan Span, TraceStep Step)>> traces)
    {
        var steps = new List<TraceStep>();
        var taken = new Dictionary<string, int>();
        (TimeSpan Ended, IReadOnlyList<TraceDependency> Last) before = (TimeSpan.MaxValue, []);
        foreach (var trace in traces.OrderBy(t => t.Min(s => s.Span.Began)))
        {
            var spans = trace.Select(s => (s.Span, Step: s.Step with { Id = Own(s.Step.Id, taken) })).ToList();
            var roots = Person(spans, before, steps);
            var needs = SaidOrder.Of([.. spans.Select(s => s.Span)]) ?? InTime.Before([.. spans.Select(s => (s.Span.Began, s.Span.Ended))]);
            for (var i = 0; i < spans.Count; i++)
                steps.Add(Told(i, spans, needs) with { After = needs[i].Count == 0 ? roots : [.. needs[i].Select(j => new TraceDependency(spans[j].Step.Id))] });
            var needed = needs.SelectMany(n => n).ToHashSet();
            before = (spans.Max(s => s.Span.Ended), [.. spans.Where((_, i) => !needed.Contains(i)).Select(s => new TraceDependency(s.Step.Id))]);
        }

        return steps;
    }

    private static IReadOnlyList<TraceDependency> Person(
        List<(OtlpSpan Span, TraceStep Step)> trace, (TimeSpan Ended, IReadOnlyList<TraceDependency> Last) before, List<TraceStep> steps)
    {
        var first = trace.MinBy(s => s.Span.Began).Span;
        if (first.Began < before.Ended) return [];
        var person = new TraceStep
        {
            Id = $"before {first.Id}", Operation = "user", Kind = StepKind.Human, After = before.Last, Duration = first.Began - before.Ended,
            Output = JsonSerializer.SerializeToElement(GenAiMessages.Asked(first)), Extra = Marks.Of(("timing", "gap")),
        };
        steps.Add(person);
        return [new TraceDependency(person.Id)];
    }

    /// <summary>A reply without content has called the tools that ran next, and that much can be told.</summary>
    private static TraceStep Told(int at, List<(OtlpSpan Span, TraceStep Step)> spans, IReadOnlyList<IReadOnlyList<int>> needs)
    {
        var step = spans[at].Step;
        if (step is not { Kind: StepKind.Model, Output.ValueKind: JsonValueKind.Null }) return step;
        var next = Enumerable.Range(0, spans.Count).Where(i => needs[i].Contains(at)).Select(i => spans[i].Step).ToList();
        return next.Count == 0 || next.Exists(s => s.Kind != StepKind.Tool)
            ? step
            : step with { Output = GenAiMessages.Calls([.. next.Select(t => (t.Operation, t.Input))]) };
    }

    // The id of a span is unique within its trace, and a run may be of several.
    private static string Own(string id, Dictionary<string, int> taken) =>
        (taken[id] = taken.GetValueOrDefault(id) + 1) is > 1 and var times ? $"{id} ({times})" : id;
}
