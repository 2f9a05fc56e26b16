using System.Text.Json;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>What models and tools say to each other, as JSON.</summary>
internal static class Json
{
    private static readonly JsonElement NoArguments = JsonElement.Parse("{}");

    /// <summary>The arguments of a call.</summary>
    public static JsonElement Of(IEnumerable<KeyValuePair<string, object?>>? arguments) => arguments is null
        ? NoArguments
        : Serialized(arguments.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal));

    /// <summary>What a tool returned. Many return JSON as a text; it is taken for what it is.</summary>
    public static JsonElement Of(FunctionResultContent result)
    {
        if (result.Result is null) return result.Exception is null ? Value.Null.Json : Serialized(new { error = result.Exception.GetType().Name });
        var json = Serialized(result.Result);
        return json.ValueKind == JsonValueKind.String ? Parsed(json) : json;
    }

    private static JsonElement Serialized(object value)
    {
        try
        {
            return value is JsonElement json ? json : JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions);
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            return JsonSerializer.SerializeToElement(value.ToString());
        }
    }

    private static JsonElement Parsed(JsonElement text)
    {
        var said = text.GetString().AsSpan().Trim();
        if (said.Length < 2 || said[0] is not ('{' or '[')) return text;
        try
        {
            return JsonElement.Parse(said);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
