using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Forerun.Traces;

/// <summary>Says what a JSON value is, for people.</summary>
internal static class JsonWords
{
    private const int Shown = 40;

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "the string " + Short(value),
        JsonValueKind.Null => "null",
        _ => Short(value),
    };

    private static string Short(JsonElement value)
    {
        var raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
        return raw.Length <= Shown ? raw : raw[..Shown] + "…";
    }
}
