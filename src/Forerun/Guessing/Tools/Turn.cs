using System.Text.Json;
using Forerun.Learning;
using Forerun.Workflows;

namespace Forerun.Guessing.Tools;

/// <summary>Who speaks in a turn.</summary>
internal enum Speaker
{
    Person,
    Reply,
    Asking,
    Result,
}

/// <summary>One step of a conversation, done.</summary>
internal sealed class Turn
{
    private HashSet<ulong>? spoken;

    /// <summary>A turn in which somebody speaks, or a tool returns.</summary>
    public Turn(Call call, Value value)
        : this(call, value, null)
    {
    }

    /// <param name="call">The call that was made.</param>
    /// <param name="value">What it returned.</param>
    /// <param name="asked">What of that asks for a tool; null: nothing does.</param>
    private Turn(Call call, Value value, JsonElement? asked)
    {
        (Call, Value) = (call, value);
        var kind = call.Operation.Kind;
        Speaker = kind == OperationKind.Human ? Speaker.Person : kind == OperationKind.Model ? Speaker.Reply : Speaker.Result;
        if (asked is { } json && ToolCall.TryRead(json, out var tool, out var arguments))
        {
            (Speaker, Tool, Asked) = (Speaker.Asking, tool, json);
            foreach (var argument in arguments.EnumerateObject()) Arguments[argument.Name] = Scalar.Of(argument.Value);
        }

        Name = Hashing.Mix((uint)Speaker, Hashing.Of(Tool ?? call.Operation.Name));
    }

    public Call Call { get; }

    public Value Value { get; }

    public Speaker Speaker { get; }

    /// <summary>The tool that is asked for.</summary>
    public string? Tool { get; }

    /// <summary>What asks for it, as the model wrote it.</summary>
    public JsonElement? Asked { get; }

    /// <summary>Its arguments.</summary>
    public Dictionary<string, Scalar> Arguments { get; } = [];

    /// <summary>The distinct words in it, hashed; at most 64.</summary>
    public IReadOnlyCollection<ulong> Spoken => spoken ??= Said(Value.Json, []);

    /// <summary>What the turn is called in contexts: who speaks, and with which tool or operation.</summary>
    public uint Name { get; }

    /// <summary>What a call has returned, as turns: a reply is one for each tool that it asks for.</summary>
    public static IReadOnlyList<Turn> Of(Call call, Value value)
    {
        if (call.Operation.Kind != OperationKind.Model || ToolCall.AllIn(value.Json) is not { Count: > 0 } calls) return [new Turn(call, value)];
        return [.. calls.Select(asked => new Turn(call, value, asked))];
    }

    /// <summary>A reply asks for a tool, and is not whole yet.</summary>
    public static Turn Asking(Call call, JsonElement asked) => new(call, Value.Of(asked), asked);

    private static HashSet<ulong> Said(JsonElement json, HashSet<ulong> words)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                var text = json.GetString().AsSpan();
                while (words.Count < 64 && Words.TryNext(ref text, out var word)) words.Add(WideHash.Of(word, folded: true));
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject()) Said(member.Value, words);
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) Said(item, words);
                break;
            default:
                break;
        }

        return words;
    }
}
