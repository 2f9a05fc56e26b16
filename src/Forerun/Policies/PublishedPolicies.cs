using System.Globalization;
using Forerun.Policies.BranchBeam;
using Forerun.Policies.Sherlock;
using Forerun.Policies.SpeculativeActions;
using Forerun.Pricing;

namespace Forerun.Policies;

/// <summary>The policies of published systems that take parameters of their own behind their names.</summary>
internal static class PublishedPolicies
{
    private const string Actions = "speculative-actions", Sherlock = "sherlock", Beam = "branch-beam";
    private const string Selective = ",selective";

    /// <summary>Their names, for messages and help.</summary>
    public static IReadOnlyList<string> All { get; } = [$"{Actions}[:B[{Selective}]]", $"{Sherlock}[:USD]", Beam];

    /// <summary>The policy of a name; null if it is none of these.</summary>
    /// <exception cref="FormatException">The name is one of these, its parameters are not.</exception>
    public static Func<IPolicy>? Parse(string name)
    {
        var (policy, parameter) = name.IndexOf(':') is > 0 and var colon ? (name[..colon], name[(colon + 1)..]) : (name, null);
        return policy switch
        {
            Actions => Breadth(name, parameter),
            Sherlock => Budget(name, parameter),
            Beam when parameter is null => () => new BranchBeamPolicy(),
            Beam => throw new FormatException($"'{name}' has a parameter, and branch-beam takes none: its slack is what the dial leaves."),
            _ => null,
        };
    }

    private static Func<IPolicy> Breadth(string name, string? parameter)
    {
        if (parameter is null) return () => new SpeculativeActionsPolicy();
        var isSelective = parameter.EndsWith(Selective, StringComparison.Ordinal);
        var number = isSelective ? parameter[..^Selective.Length] : parameter;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var breadth) || breadth is < 1 or > SpeculativeActionsPolicy.MostBreadth)
            throw new FormatException(
                $"B of '{name}' must be a whole number from 1 to {SpeculativeActionsPolicy.MostBreadth}, for example {Actions}:3 or {Actions}:3{Selective}.");
        return () => new SpeculativeActionsPolicy(breadth, isSelective);
    }

    private static Func<IPolicy> Budget(string name, string? parameter)
    {
        if (parameter is null) return () => new SherlockPolicy();
        if (!decimal.TryParse(parameter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var budget) || budget > 1_000_000)
            throw new FormatException($"The budget of '{name}' must be dollars a run, 0 to 1000000, for example {Sherlock}:0.05.");
        return () => new SherlockPolicy(new Usd(budget));
    }
}
