using System.Text.Json;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Replies;
using Forerun.Guessing.Wording;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Guessing;

/// <summary>What a reply says before it calls tools. Its calls are counted by their tools, and words may name what they are called with.</summary>
internal sealed class ReplySpeech : Speech
{
    public override string WordsIn(Growing growing) => Streams.WordsIn(growing);

    public override string? LabelOf(Value read) => read.Json.ValueKind switch
    {
        JsonValueKind.Null => "", // it calls none, or none more
        JsonValueKind.Object when new AskedCall(read.Json).Tool is { Length: > 0 } tool => tool,
        _ => null,
    };

    public override Value? ValueOf(string label) => null;

    public override JsonElement? NamedIn(Value read) =>
        read.Json.ValueKind == JsonValueKind.Object && read.Json.TryGetProperty("arguments", out var arguments) ? arguments : null;
}
