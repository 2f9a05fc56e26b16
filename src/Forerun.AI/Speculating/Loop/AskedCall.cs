using System.Text.Json;
using Forerun.Effects;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Loop;

/// <summary>A call of a tool, as a reply says it: <c>{tool, arguments}</c>, or <c>{tool, malformed}</c> where the arguments could not be read.</summary>
/// <param name="Json">That.</param>
internal readonly record struct AskedCall(JsonElement Json)
{
    private const int SafeDigits = 15;

    public string Tool => Json.TryGetProperty("tool", out var tool) && tool.ValueKind == JsonValueKind.String ? tool.GetString()! : "";

    public bool IsMalformed => !Json.TryGetProperty("arguments", out var arguments) || arguments.ValueKind != JsonValueKind.Object;

    /// <summary>
    /// What the call's key is made of. Numbers that a double can't tell apart share a canonical text, so where there may be such the text
    /// as it was written counts too.
    /// </summary>
    public Digest Digest
    {
        get
        {
            var json = Json.TryGetProperty("arguments", out var arguments) ? arguments : Json;
            var canonical = Value.Of(json).Digest;
            var raw = json.GetRawText();
            return HasLongNumber(raw) ? canonical.Then(Digest.Of(raw)) : canonical;
        }
    }

    /// <summary>The arguments, as a client gives them: a copy for each attempt.</summary>
    public Dictionary<string, object?> Arguments() =>
        Json.GetProperty("arguments").Deserialize<Dictionary<string, object?>>(AIJsonUtilities.DefaultOptions) ?? [];

    public static AskedCall Of(FunctionCallContent call)
    {
        if (call.Exception is not null) return Malformed(call);
        try
        {
            var arguments = call.Arguments ?? new Dictionary<string, object?>();
            var json = JsonSerializer.SerializeToElement(new { tool = call.Name, arguments }, AIJsonUtilities.DefaultOptions);
            _ = Value.Of(json).Digest; // what has no canonical form has no key
            return new AskedCall(json);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or FormatException or InvalidOperationException)
        {
            return Malformed(call);
        }
    }

    private static AskedCall Malformed(FunctionCallContent call) => new(JsonSerializer.SerializeToElement(new { tool = call.Name, malformed = true }));

    private static bool HasLongNumber(string json)
    {
        var digits = 0;
        foreach (var c in json)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : c is '.' ? digits : 0;
            if (digits > SafeDigits) return true;
        }

        return false;
    }
}
