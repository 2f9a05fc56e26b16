using System.Text.Json;
using Forerun.Learning;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Traces;

/// <summary>Reads one entry of <c>after</c>: a step's id, or an object that says more.</summary>
internal static class DependencyReader
{
    private static readonly string[] Known = ["id", "type", "ways", "reads"];
    private static readonly string[] Types = [.. DependencyTypes.Names.Append(Dependency.Order).Order(StringComparer.Ordinal)];

    public static TraceDependency Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return new TraceDependency(value.GetString()!);
        if (value.ValueKind != JsonValueKind.Object)
            throw new MalformedFieldException("", $"expected a step's id or an object with one, found {JsonWords.Describe(value)}");
        var fields = new JsonFields(value);
        var ways = (int?)fields.Whole("ways"u8, 2, int.MaxValue);
        return new TraceDependency(fields.Text("id"u8), Type(fields), ways, Path(fields))
        {
            Extra = fields.Others(Known),
        };
    }

    // It chooses the prior: one that nobody knows would be bet on as if nothing were said.
    private static string? Type(JsonFields fields)
    {
        if (fields.TextOrNull("type"u8) is not { } type || Types.Contains(type))
            return fields.TextOrNull("type"u8);
        var meant = NearestNames.Meant(type, Types) is { } near ? $"; did you mean {near}?" : "";
        throw JsonFields.Wrong("type"u8,
            $"expected one of {string.Join(", ", Types)}, found {JsonWords.Describe(fields.Present("type"u8)!.Value)}{meant}");
    }

    private static string? Path(JsonFields fields) => fields.TextOrNull("reads"u8) is not { } path || Reading.IsPath(path)
        ? fields.TextOrNull("reads"u8)
        : throw JsonFields.Wrong("reads"u8,
            $"expected a path such as $, $.name or $.items[0].id, found {JsonWords.Describe(fields.Present("reads"u8)!.Value)}");
}
