using System.Text.RegularExpressions;

namespace Forerun.Pricing.Reading;

/// <summary>The match rules of genai-prices.</summary>
internal static class GenAiMatch
{
    private static readonly MatchRule Nothing = new MatchRule.Any([]);

    public static MatchRule Read(JsonPlace rule)
    {
        if (!rule.IsObject()) return Nothing;
        var fields = rule.Fields().ToList();
        if (fields.Count != 1)
        {
            rule.Fault($"a match rule has one field, this one {fields.Count}", "Join rules with \"or\" or \"and\"");
            return Nothing;
        }

        var (kind, place) = fields[0];
        return kind switch
        {
            "equals" => new MatchRule.Exact(place.Text()),
            "starts_with" => new MatchRule.Prefix(place.Text()),
            "ends_with" => new MatchRule.Suffix(place.Text()),
            "contains" => new MatchRule.Part(place.Text()),
            "regex" => Pattern(place),
            "or" => new MatchRule.Any([.. place.Items().Select(Read)]),
            "and" => new MatchRule.All([.. place.Items().Select(Read)]),
            _ => Unknown(place),
        };
    }

    private static MatchRule Unknown(JsonPlace place)
    {
        place.Fault("there is no such match rule", "Use equals, starts_with, ends_with, contains, regex, or, and");
        return Nothing;
    }

    // Patterns come from a file, names from anywhere: only the engine whose time is linear in the name may run them.
    private static MatchRule Pattern(JsonPlace place)
    {
        try
        {
            const RegexOptions linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            return new MatchRule.Pattern(new Regex(place.Text(), linear, TimeSpan.FromSeconds(1)));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            place.Fault($"the pattern cannot be used: {e.Message.TrimEnd('.')}", "Write one without look-around and back-references");
            return Nothing;
        }
    }
}
