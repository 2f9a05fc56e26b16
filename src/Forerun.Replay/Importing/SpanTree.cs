namespace Forerun.Replay.Importing;

/// <summary>Which spans stand around which, in one trace.</summary>
internal sealed class SpanTree
{
    private readonly Dictionary<string, OtlpSpan> byId;
    private readonly HashSet<string> around = [];

    public SpanTree(IEnumerable<OtlpSpan> spans, IReadOnlyCollection<OtlpSpan> calls)
    {
        byId = spans.ToDictionary(s => s.Id);
        foreach (var call in calls)
            foreach (var above in Above(call).Where(a => GenAiSpan.IsAgent(a) || GenAiSpan.IsModel(call))) around.Add(above.Id);
    }

    /// <summary>
    /// Whether a span only stands around calls that are steps themselves: an agent around any, a model call around model calls. Counted
    /// too, it would be paid twice.
    /// </summary>
    public bool IsAround(OtlpSpan span) => (GenAiSpan.IsAgent(span) || GenAiSpan.IsModel(span)) && around.Contains(span.Id);

    /// <summary>The agent or workflow that a span works for: the nearest that is named.</summary>
    public string? Agent(OtlpSpan span) => Above(span).Prepend(span).Select(s => s.Text("gen_ai.agent.name")).FirstOrDefault(n => n is { Length: > 0 });

    private IEnumerable<OtlpSpan> Above(OtlpSpan span)
    {
        var passed = new HashSet<string> { span.Id };
        while (span.Parent is { } parent && byId.TryGetValue(parent, out var above) && passed.Add(above.Id)) yield return span = above;
    }
}
