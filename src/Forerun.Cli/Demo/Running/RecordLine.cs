using System.Text.Json;

namespace Forerun.Cli.Demo.Running;

/// <summary>One thing that a run has really asked for, done or answered, without times and ids.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Body">The request, the letter that left, or the answer.</param>
internal sealed record RecordLine(string Kind, JsonElement Body)
{
    public const string Request = "request", Effect = "effect", Answer = "answer";

    public static RecordLine Of<T>(string kind, T body) => new(kind, JsonSerializer.SerializeToElement(body, JsonSerializerOptions.Web));

    /// <summary>The line as it is written.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, Relaxed);

    private static JsonSerializerOptions Relaxed { get; } =
        new(JsonSerializerOptions.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
