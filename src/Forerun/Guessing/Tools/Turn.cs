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

    public Turn(Call call, Value value)
    {
        Call = call;
        Value = value;
        var kind = call.Operation.Kind;
        if (kind == OperationKind.Human)
        {
            Speaker = Speaker.Person;
        }
        else if (kind == OperationKind.Model && ToolCall.TryRead(value.Json, out var tool, out var arguments))
        {
            (Speaker, Tool) = (Speaker.Asking, tool);
            foreach (var argument in arguments.EnumerateObject()) Arguments[argument.Name] = Scalar.Of(argument.Value);
        }
        else
        {
            Speaker = kind == OperationKind.Model ? Speaker.Reply : Speaker.Result;
        }

        Name = Hashing.Mix((uint)Speaker, Hashing.Of(Tool ?? call.Operation.Name));
    }

    public Call Call { get; }

    public Value Value { get; }

    public Speaker Speaker { get; }

    /// <summary>The tool that is asked for.</summary>
    public string? Tool { get; }

    /// <summary>Its arguments.</summary>
    public Dictionary<string, Scalar> Arguments { get; } = [];

    /// <summary>The distinct words in it, hashed; at most 64.</summary>
    public IReadOnlyCollection<ulong> Spoken => spoken ??= Said(Value.Json, []);

    /// <summary>What the turn is called in contexts: who speaks, and with which tool or operation.</summary>
    public uint Name { get; }

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
