using Forerun.Traces;

namespace Forerun.Replay.Importing;

/// <summary>
/// Reads OTLP/JSON exports of GenAI spans as runs. What a span says is taken as it is; a span that can't be read costs only itself and is
/// named. Seconds are the spans' own: what a program did between them is in no step.
/// </summary>
public static class Importer
{
    private const int ReasonsShown = 3;

    /// <summary>Reads a file: one document, or one export request a line.</summary>
    /// <exception cref="TraceException">There is no such file, it can't be opened, or no span of it is a call of GenAI.</exception>
    public static Imported Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(TraceFile.Bytes(path), Path.GetFileName(path), cancellationToken);
    }

    /// <summary>Reads bytes; <paramref name="name"/> becomes the trace's name.</summary>
    /// <exception cref="TraceException">No span of them is a call of GenAI.</exception>
    public static Imported Read(ReadOnlyMemory<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var export = OtlpReader.Read(bytes, cancellationToken);
        var steps = Steps(export, cancellationToken);
        var runs = steps.GroupBy(s => s.Run).Select(r => Run(r.Key, [.. r.Select(s => (s.Span, s.Step))], name)).ToList();
        var trace = new Trace { Name = name, Runs = runs, Skipped = [.. export.Skipped.Select(s => s.AsLine)] };
        if (runs.Count == 0)
        {
            throw new TraceException($"No run could be read of '{name}': {WhyNone(export)}.") { Skipped = trace.Skipped };
        }

        return new Imported(trace, steps.Count, export.Twice + export.Spans.Count - steps.Count - export.Refused, export.Skipped);
    }

    private static string WhyNone(OtlpReader export)
    {
        if (export.Skipped.Count == 0)
            return export.IsEmpty ? "it is empty; an export holds \"resourceSpans\"" : "none of its spans is a call by the GenAI conventions";
        var shown = export.Skipped.DistinctBy(s => (s.Field, s.Message)).Take(ReasonsShown).ToList();
        var rest = export.Skipped.Count - shown.Count;
        return string.Join("; ", shown) + (rest > 0 ? $"; and {rest} more" : "");
    }

    private static List<(string Run, OtlpSpan Span, TraceStep Step)> Steps(OtlpReader export, CancellationToken cancellation)
    {
        var read = new List<(string, OtlpSpan, TraceStep)>();
        foreach (var trace in export.Spans.GroupBy(s => s.Trace))
        {
            cancellation.ThrowIfCancellationRequested();
            var calls = trace.Where(GenAiSpan.IsOne).ToList();
            var tree = new SpanTree(trace, calls);
            string? conversation = null;
            var steps = new List<(OtlpSpan, TraceStep)>();
            foreach (var span in calls)
            {
                try
                {
                    conversation ??= span.Text("gen_ai.conversation.id") is { Length: > 0 } id ? id : null;
                    if (!tree.IsAround(span) && GenAiSpan.Step(span, tree.Agent(span)) is { } step) steps.Add((span, step));
                }
                catch (MalformedSpanException e)
                {
                    export.Refuse(span, e);
                }
            }

            read.AddRange(steps.Select(s => (conversation ?? trace.Key, s.Item1, s.Item2)));
        }

        return read;
    }

    private static TraceRun Run(string id, List<(OtlpSpan Span, TraceStep Step)> spans, string name)
    {
        var first = spans.MinBy(s => s.Span.Began).Span;
        return new TraceRun
        {
            Run = id,
            Workload = first.Service ?? Path.GetFileNameWithoutExtension(name),
            Conversation = id == first.Trace ? null : id,
            Tokens = "measured",
            Steps = SpanRun.Steps(spans.GroupBy(s => s.Span.Trace).Select(t => (IReadOnlyList<(OtlpSpan, TraceStep)>)[.. t.OrderBy(s => s.Span.Began)])),
        };
    }
}
