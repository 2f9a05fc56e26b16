using System.Text.RegularExpressions;

namespace Forerun.Pricing.Reading;

/// <summary>The match rules of genai-prices.</summary>
internal static class GenAiMatch
{
    public static MatchRule Read(JsonPlace rule)
    {
        var fields = rule.Fields().ToList();
        if (fields.Count != 1)
            throw rule.Fault($"a match rule has one field, this one {fields.Count}", "Join rules with \"or\" or \"and\"");
        var (kind, place) = fields[0];
        return kind switch
        {
            "equals" => new MatchRule.Exact(place.Text()),
            "starts_with" => new MatchRule.Prefix(place.Text()),
            "ends_with" => new MatchRule.Suffix(place.Text()),
            "contains" => new MatchRule.Part(place.Text()),
            "regex" => new MatchRule.Pattern(Pattern(place)),
            "or" => new MatchRule.Any([.. place.Items().Select(Read)]),
            "and" => new MatchRule.All([.. place.Items().Select(Read)]),
            _ => throw place.Fault("there is no such match rule", "Use equals, starts_with, ends_with, contains, regex, or, and"),
        };
    }

    // Patterns come from a file, names from anywhere: only the engine whose time is linear in the name may run them.
    private static Regex Pattern(JsonPlace place)
    {
        try
        {
            return new(place.Text(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            const string remedy = "Write one without look-around and back-references";
            throw new PriceBookException(place.File, place.Path, $"the pattern cannot be used: {e.Message.TrimEnd('.')}", remedy, e);
        }
    }
}
