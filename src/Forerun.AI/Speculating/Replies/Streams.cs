using System.Runtime.CompilerServices;
using System.Text.Json;
using Forerun.AI.Speculating.Loop;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Replies;

/// <summary>The calls in a reply: whole, still coming, or known only in part.</summary>
internal static class Streams
{
    private static readonly ConditionalWeakTable<Growing, IReadOnlyList<AskedCall>> Parsed = [];

    /// <summary>The calls of a whole reply.</summary>
    public static IReadOnlyList<AskedCall> CallsIn(Value reply) => CallsIn(reply.Json);

    /// <summary>The calls that are complete in a reply that is still coming.</summary>
    public static IReadOnlyList<AskedCall> CallsIn(Growing growing) => Parsed.GetValue(growing, static g => g.Text.Length == 0 ? [] : CallsIn(JsonElement.Parse(g.Text)));

    /// <summary>The first calls of a reply that are known or guessed in a world.</summary>
    public static IReadOnlyList<AskedCall> KnownCalls(World world, string slot)
    {
        var calls = new List<AskedCall>();
        while (world.Read(Slots.CallOf(slot, calls.Count)) is { } call && call.Json.ValueKind == JsonValueKind.Object) calls.Add(new AskedCall(call.Json));
        return calls;
    }

    /// <summary>The calls of a reply that may be guessed: of one that is asked for those that are complete, the next, and the one after that.</summary>
    public static List<Reading> CallsOf(World real, string slot)
    {
        if (real.Asked(slot) is not { } reply) return [Slots.CallOf(slot, 0)];
        var complete = real.Growing(reply.Key) is { } growing ? CallsIn(growing).Count : 0;
        return [.. Enumerable.Range(0, complete + 2).Select(i => Slots.CallOf(slot, i))];
    }

    /// <summary>The words of a reply that is still coming. If there are any it is not nothing but calls, whatever comes.</summary>
    public static string WordsIn(Growing growing) =>
        growing.Text.Length > 0 && JsonElement.Parse(growing.Text).TryGetProperty("words", out var words) ? words.GetString()! : "";

    /// <summary>What a run is told of a reply so far: the calls that are complete, and the words.</summary>
    public static string Text(IReadOnlyList<AskedCall> calls, string words) => (calls.Count, words.Length) switch
    {
        (0, 0) => "",
        (_, 0) => JsonSerializer.Serialize(new { calls = calls.Select(c => c.Json) }),
        _ => JsonSerializer.Serialize(new { calls = calls.Select(c => c.Json), words }),
    };

    private static IReadOnlyList<AskedCall> CallsIn(JsonElement reply) =>
        reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("calls", out var calls) && calls.ValueKind == JsonValueKind.Array
            ? [.. calls.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object).Select(c => new AskedCall(c))]
            : [];
}
