using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Guessing.Tools;

/// <summary>A value that an argument may take: a text, or the canonical form of any other JSON.</summary>
internal readonly record struct Scalar(string Text, bool IsText)
{
    /// <summary>Texts longer than this are read for the words in them, not passed on whole.</summary>
    public const int Longest = 60;

    /// <summary>
    /// What values of one kind have in common: which classes of characters are in them, and how long they are, up to 15. All numbers are
    /// of one shape, and so are all arrays, objects, truths and nulls.
    /// </summary>
    public int Shape
    {
        get
        {
            if (!IsText) return char.IsDigit(Text[0]) || Text[0] == '-' ? 1 << 10 : 1 << 11;
            var classes = 0;
            foreach (var c in Text)
            {
                classes |= c switch
                {
                    _ when char.IsUpper(c) => 1,
                    _ when char.IsLetter(c) => 2,
                    _ when char.IsDigit(c) => 4,
                    '_' => 8,
                    '-' => 16,
                    _ => 32,
                };
            }

            return (classes << 4) | Math.Min(Text.Length, 15);
        }
    }

    public static Scalar Of(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? new(json.GetString()!, true) : new(CanonicalJson.Write(json), false);

    public void WriteTo(Utf8JsonWriter json)
    {
        if (IsText) json.WriteStringValue(Text);
        else json.WriteRawValue(Text);
    }
}
