using System.Text.Json;

namespace Forerun.Guessing.Tools;

/// <summary>What <see cref="ToolPatterns"/> has learned, to be kept. It holds values: keep it where content may be kept.</summary>
/// <param name="Lessons">From how many steps it has learned.</param>
/// <param name="Json">What it has learned of them.</param>
public sealed record PatternsState(int Lessons, string Json);

/// <summary>The form in which patterns are kept.</summary>
internal sealed record KeptPatterns(int Version, KeptActions Actions, Dictionary<int, float> Binder, List<KeptTool> Tools)
{
    /// <summary>The form that this program writes and reads.</summary>
    public const int Current = 2;

    /// <summary>Whether any reply has asked for several tools.</summary>
    public bool Several { get; init; }

    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public string Write() => JsonSerializer.Serialize(this, Snake);

    /// <exception cref="FormatException">It is not what <see cref="Write"/> wrote.</exception>
    public static KeptPatterns Read(string json)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<KeptPatterns>(json, Snake) ?? throw new FormatException("patterns are not null");
            return kept.Version == Current ? kept : throw new FormatException($"patterns of form {kept.Version}, where this program knows {Current}");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}

/// <summary>What has followed what: counts by context, in pairs of tool and count; tool 0 is none.</summary>
internal sealed record KeptActions(List<string> Tools, Dictionary<uint, List<int>> Counts, Dictionary<int, float> Weights, KeptWords Words);

/// <summary>The numbers of words, by their hashes, and the number of the next; those that are forgotten first stand first.</summary>
internal sealed record KeptWords(List<ulong> Words, List<uint> Numbers, uint Next);

/// <summary>A tool.</summary>
internal sealed record KeptTool(string Name, bool? HasEffect, List<KeptForm> Forms, List<KeptArgument> Arguments);

/// <summary>The names of arguments that a tool was asked for with, and how often.</summary>
internal sealed record KeptForm(string[] Names, int Count);

/// <summary>An argument: the shapes and values that it had, and the words beside them, in pairs of value and count.</summary>
internal sealed record KeptArgument(string Name, List<int> Shapes, int Total, List<KeptValue> Values, Dictionary<ulong, List<int>> Words);

/// <summary>A value that an argument had, and how often.</summary>
internal sealed record KeptValue(string Text, bool IsText, int Count);
