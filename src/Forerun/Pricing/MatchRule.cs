using System.Text.RegularExpressions;

namespace Forerun.Pricing;

/// <summary>A rule that accepts or refuses a name; comparisons are ordinal.</summary>
internal abstract record MatchRule
{
    public abstract bool Accepts(string name);

    /// <summary>The names that the rule accepts for being equal to them, at any depth of alternatives.</summary>
    public virtual IEnumerable<string> ExactNames => [];

    internal sealed record Exact(string Text) : MatchRule
    {
        public override IEnumerable<string> ExactNames => [Text];

        public override bool Accepts(string name) => name == Text;
    }

    internal sealed record Prefix(string Text) : MatchRule
    {
        public override bool Accepts(string name) => name.StartsWith(Text, StringComparison.Ordinal);
    }

    internal sealed record Suffix(string Text) : MatchRule
    {
        public override bool Accepts(string name) => name.EndsWith(Text, StringComparison.Ordinal);
    }

    internal sealed record Part(string Text) : MatchRule
    {
        public override bool Accepts(string name) => name.Contains(Text, StringComparison.Ordinal);
    }

    internal sealed record Pattern(Regex Regex) : MatchRule
    {
        public override bool Accepts(string name) => Regex.IsMatch(name);
    }

    internal sealed record Any(MatchRule[] Rules) : MatchRule
    {
        public override IEnumerable<string> ExactNames => Rules.SelectMany(r => r.ExactNames);

        public override bool Accepts(string name) => Array.Exists(Rules, r => r.Accepts(name));
    }

    internal sealed record All(MatchRule[] Rules) : MatchRule
    {
        public override bool Accepts(string name) => Array.TrueForAll(Rules, r => r.Accepts(name));
    }
}
