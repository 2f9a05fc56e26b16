using System.Text.Json;

namespace Forerun.Traces;

/// <summary>Reads one entry of <c>after</c>: a step's id, or an object that says more.</summary>
internal static class DependencyReader
{
    private static readonly string[] Known = ["id", "type", "ways", "reads"];

    public static TraceDependency Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return new TraceDependency(value.GetString()!);
        if (value.ValueKind != JsonValueKind.Object)
            throw new MalformedFieldException("", $"expected a step's id or an object with one, found {JsonWords.Describe(value)}");
        var fields = new JsonFields(value);
        var ways = (int?)fields.Whole("ways"u8, 2, int.MaxValue);
        return new TraceDependency(fields.Text("id"u8), fields.TextOrNull("type"u8), ways, fields.TextOrNull("reads"u8))
        {
            Extra = fields.Others(Known),
        };
    }
}
