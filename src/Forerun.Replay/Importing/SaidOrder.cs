using System.Text.Json;

namespace Forerun.Replay.Importing;

/// <summary>
/// What came after what, where the spans say it: those of this library name their slot, and the slots that they read. By time alone a call
/// that was begun on a guess would seem to need nothing.
/// </summary>
internal static class SaidOrder
{
    /// <summary>For each span those that it came after; null where one does not say.</summary>
    public static IReadOnlyList<IReadOnlyList<int>>? Of(IReadOnlyList<OtlpSpan> spans)
    {
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < spans.Count; i++)
            if (!spans[i].Attributes.ContainsKey("forerun.after") || spans[i].Text("forerun.slot") is not { } slot || !slots.TryAdd(slot, i)) return null;
        return
        [
            .. spans.Select((span, at) => (IReadOnlyList<int>)
            [
                .. Names(span.Attributes["forerun.after"]).Select(n => slots.GetValueOrDefault(n, -1)).Where(i => i >= 0 && i != at),
            ]),
        ];
    }

    private static IEnumerable<string> Names(JsonElement after) => after.ValueKind == JsonValueKind.Array
        ? after.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!)
        : [];
}
