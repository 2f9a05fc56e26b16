using System.Text.Json;

namespace Forerun.Guessing.Wording;

/// <summary>What <see cref="SaidBefore"/> has learned, to be kept. It holds words and values: keep it where content may be kept.</summary>
/// <param name="Lessons">From how many outputs it has learned.</param>
/// <param name="Json">What it has learned of them.</param>
internal sealed record SaidState(int Lessons, string Json);

/// <summary>The form in which it is kept.</summary>
internal sealed record KeptSaid(int Version, List<KeptSayings> Readings)
{
    /// <summary>The form that this program writes and reads.</summary>
    public const int Current = 1;

    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public string Write() => JsonSerializer.Serialize(this, Snake);

    /// <exception cref="FormatException">It is not what <see cref="Write"/> wrote.</exception>
    public static KeptSaid Read(string json)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<KeptSaid>(json, Snake) ?? throw new FormatException("what was said is not null");
            return kept.Version == Current ? kept : throw new FormatException($"words of form {kept.Version}, where this program knows {Current}");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}

/// <summary>What was said before what is read of an operation's output.</summary>
internal sealed record KeptSayings(
    string Operation, string Path, Dictionary<string, KeptSpoken> Labels, Dictionary<string, Score> Sources, Score Named, Score Unnamed);

/// <summary>How often a label came, and the words before it.</summary>
internal sealed record KeptSpoken(int Times, Dictionary<string, int> Words);

/// <summary>How often guesses were right and wrong.</summary>
internal sealed record Score(int Right, int Wrong)
{
    public Score With(bool isRight) => isRight ? this with { Right = Right + 1 } : this with { Wrong = Wrong + 1 };
}
