using System.Globalization;
using Forerun.Learning;

namespace Forerun.Recording.Hiding;

/// <summary>
/// The characters by kind, numbered. Those of ASCII are the same everywhere; which others there are is .NET's word, so recordings by two
/// of its versions can be compared where a text is ASCII.
/// </summary>
internal static class Alphabet
{
    private static readonly Kind[] Kinds = [.. Enumerable.Range(0, 1 << 16).Select(static c => Classify((char)c))];
    private static readonly char[][] Members = [.. Enum.GetValues<Kind>().Select(MembersOf)];
    private static readonly ushort[] Places = PlacesOf();

    /// <summary>The kind of a character, its case aside.</summary>
    public static Kind KindOf(char c) => Kinds[Letters.Fold(c)];

    /// <summary>The place of a folded character among those of its kind, from 0.</summary>
    public static int PlaceOf(char folded) => Places[folded];

    /// <summary>The folded character of a kind at a place.</summary>
    public static char At(Kind kind, int place) => Members[(int)kind][place];

    /// <summary>How many characters there are of a kind.</summary>
    public static int CountOf(Kind kind) => Members[(int)kind].Length;

    /// <summary>Whether characters of a kind make words, as predictors read them.</summary>
    public static bool IsOfWords(Kind kind) => kind is >= Kind.AsciiLetter and <= Kind.Digit;

    private static Kind Classify(char c)
    {
        if (char.IsAscii(c)) return char.IsAsciiLetter(c) ? Kind.AsciiLetter : char.IsAsciiDigit(c) ? Kind.AsciiDigit : Kind.Kept;
        if (char.IsSurrogate(c)) return char.IsHighSurrogate(c) ? Kind.High : Kind.Low;
        if (char.IsLetter(c)) return Letters.Capital(c) != c ? Kind.CasedLetter : char.IsUpper(c) ? Kind.LoneCapital : Kind.Letter;
        if (char.IsDigit(c)) return Kind.Digit;
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Kind.Kept,
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => Kind.Kept,
            _ => Kind.Symbol,
        };
    }

    private static char[] MembersOf(Kind kind) =>
        kind == Kind.Kept ? [] : [.. Enumerable.Range(0, 1 << 16).Select(static c => (char)c).Where(c => Kinds[c] == kind && Letters.Fold(c) == c)];

    private static ushort[] PlacesOf()
    {
        var places = new ushort[1 << 16];
        foreach (var members in Members)
            for (var i = 0; i < members.Length; i++) places[members[i]] = (ushort)i;
        return places;
    }
}
