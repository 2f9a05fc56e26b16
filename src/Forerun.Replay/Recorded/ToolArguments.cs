using System.Text.Json;

namespace Forerun.Replay.Recorded;

internal static class ToolArguments
{
    /// <summary>The arguments of a model's output that calls a tool: <c>{tool, arguments}</c>.</summary>
    public static bool TryGetArguments(this JsonElement output, out JsonElement arguments)
    {
        arguments = default;
        return output.ValueKind == JsonValueKind.Object && output.TryGetProperty("tool", out _)
            && output.TryGetProperty("arguments", out arguments);
    }
}
