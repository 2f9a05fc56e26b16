using System.Text.Json.Nodes;

namespace Forerun.Mcp.Server;

/// <summary>A tool as the server says it: what it says it does need not be true.</summary>
public sealed record SaidTool(string Name)
{
    /// <summary>What it says of itself; null: nothing.</summary>
    public JsonObject? Hints { get; init; }

    public static SaidTool Read(string name, bool? isOpen = false) =>
        new(name) { Hints = isOpen is null ? new() { ["readOnlyHint"] = true } : new() { ["readOnlyHint"] = true, ["openWorldHint"] = isOpen } };
}

/// <summary>
/// An MCP server by hand, line by line, so that it can do all that a good one never does. It speaks the protocol of 2025-06-18 and writes
/// down which tools were called.
/// </summary>
/// <param name="output">Where its answers go.</param>
public sealed class ScriptedServer(TextWriter output)
{
    private readonly Lock gate = new();
    private readonly List<string> called = [];

    /// <summary>The tools that it says it has. May change while it runs.</summary>
    public IReadOnlyList<SaidTool> Tools { get; set; } = [];

    /// <summary>What comes of a call: the JSON of a result; null: no answer at all. May write lines of its own, and throw to end the server.</summary>
    public Func<ScriptedServer, string, string, Task<string?>> Act { get; init; } = (_, tool, key) => Task.FromResult<string?>(Text($"{tool} {key}"));

    /// <summary>The calls in their order, as "tool key".</summary>
    public IReadOnlyList<string> Called
    {
        get { lock (gate) return [.. called]; }
    }

    /// <summary>A result that is a text.</summary>
    public static string Text(string text, bool isError = false) =>
        new JsonObject { ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }), ["isError"] = isError }.ToJsonString();

    /// <summary>Answers until nothing is asked any more.</summary>
    public async Task RunAsync(TextReader input)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            var asked = JsonNode.Parse(line)!.AsObject();
            if (asked["id"] is not { } id) continue;
            if (await AnswerAsync(asked) is { } result) await SayAsync($$"""{"jsonrpc":"2.0","id":{{id.ToJsonString()}},{{result}}}""");
        }
    }

    /// <summary>Writes a line, whatever it is.</summary>
    public async Task SayAsync(string line)
    {
        await output.WriteAsync(line + "\n");
        await output.FlushAsync();
    }

    /// <summary>Says that its tools are others now.</summary>
    public Task SayChangedAsync() => SayAsync("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");

    private async Task<string?> AnswerAsync(JsonObject asked)
    {
        switch ((string?)asked["method"])
        {
            case "initialize":
                return """
                    "result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":"files","version":"1"}}
                    """.Trim();
            case "tools/list":
                return $"\"result\":{new JsonObject { ["tools"] = new JsonArray([.. Tools.Select(Said)]) }.ToJsonString()}";
            case "tools/call":
                var (tool, key) = ((string)asked["params"]!["name"]!, (string?)asked["params"]!["arguments"]?["key"] ?? "");
                lock (gate) called.Add($"{tool} {key}");
                return await Act(this, tool, key) is { } result ? $"\"result\":{result}" : null;
            default:
                return """
                    "error":{"code":-32601,"message":"no such method"}
                    """.Trim();
        }
    }

    private static JsonNode Said(SaidTool tool)
    {
        var said = new JsonObject
        {
            ["name"] = tool.Name, ["description"] = $"{tool.Name} by key",
            ["inputSchema"] = JsonNode.Parse("""{"type":"object","properties":{"key":{"type":"string"}}}"""),
        };
        if (tool.Hints is { } hints) said["annotations"] = hints.DeepClone();
        return said;
    }
}
