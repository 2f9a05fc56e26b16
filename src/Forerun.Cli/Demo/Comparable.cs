using System.Text.Json;
using Forerun.Cli.Demo.Running;

namespace Forerun.Cli.Demo;

/// <summary>
/// What of a line does not hang on sampled answers. A service that draws its answers anew sends the second pass other ones, and with them go
/// the draft's request and the letter's text. What must be the same all the same: who is asked and told, and everything that follows from
/// the letter alone.
/// </summary>
internal static class Comparable
{
    public static string Of(RecordLine line) => line.Kind switch
    {
        RecordLine.Request when IsDraft(line.Body) => "a draft",
        RecordLine.Effect => $"{line.Body.GetProperty("to")} {line.Body.GetProperty("subject")}",
        _ => line.ToString(),
    };

    private static bool IsDraft(JsonElement request) =>
        request.TryGetProperty("messages", out var messages) && messages[1].GetProperty("content").GetString()!.StartsWith("route: ", StringComparison.Ordinal);
}
