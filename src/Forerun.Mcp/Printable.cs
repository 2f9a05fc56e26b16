namespace Forerun.Mcp;

/// <summary>What a server says, where people or logs see it: short, and nothing in it commands a terminal or starts a line.</summary>
internal static class Printable
{
    private const int Longest = 200;

    public static string Of(string? text)
    {
        var said = (text ?? "").Trim();
        var shown = said.Length <= Longest ? said : said[..Longest] + "…";
        return string.Concat(shown.Select(c => IsPlain(c) ? c : '?'));
    }

    private static bool IsPlain(char c) =>
        !(char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
}
