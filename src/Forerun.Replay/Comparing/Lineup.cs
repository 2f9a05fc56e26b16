using Forerun.Traces;

namespace Forerun.Replay.Comparing;

/// <summary>Which policies stand in a comparison.</summary>
public static class Lineup
{
    /// <summary>The forms in which a policy with parameters takes part, beside the plain one if it has that.</summary>
    private static readonly Dictionary<string, string[]> Forms = new()
    {
        ["fixed-depth"] = ["fixed-depth:1", "fixed-depth:2", "fixed-depth:4", "fixed-depth:6"],
        ["dsp"] = ["dsp:tau=0.9", "dsp:tau=0.99", "dsp:offset=1", "dsp:offset=2"],
        ["speculative-actions"] = ["speculative-actions:1", "speculative-actions:2", "speculative-actions:5"],
    };

    /// <summary>
    /// All policies that there are, those with parameters in some forms each. The first is <c>sequential</c>; <c>logged</c> takes part where
    /// every run of the trace has a log.
    /// </summary>
    public static IReadOnlyList<string> Of(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var names = PolicyNames.All.Select(Stem).Distinct().SelectMany(stem => (string[])[stem, .. Forms.GetValueOrDefault(stem, [])]);
        return [.. names.Where(Has).Where(name => !PolicyNames.NeedsLog(name) || trace.Runs.All(r => r.Logged is not null)).Distinct()];
    }

    /// <summary>The policies asked for between their brackets: <c>sequential</c> before them, the oracles behind.</summary>
    public static IReadOnlyList<string> Between(IEnumerable<string> policies) =>
        [.. ((string[])["sequential", .. policies.Where(p => !IsOracle(p)), .. PolicyNames.All.Where(IsOracle)]).Distinct()];

    /// <summary>Whether a policy is a bracket or the past, and no candidate: it knows what nobody can know beforehand, or bets on nothing.</summary>
    public static bool IsBracket(string policy) => policy == "sequential" || PolicyNames.Foresees(policy);

    /// <summary>Whether the dial moves anything in a policy.</summary>
    public static bool HasDial(string policy) => !IsBracket(policy) && Family(policy) != "fixed-depth";

    /// <summary>A policy without its parameters: the forms of one are drawn as one line.</summary>
    public static string Family(string policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Split(':')[0];
    }

    /// <summary>Whether it bets with foresight; <c>logged</c> has only what once happened.</summary>
    private static bool IsOracle(string policy) => PolicyNames.Foresees(policy) && !PolicyNames.NeedsLog(policy);

    /// <summary>The name that a form begins with: <c>dsp</c> of <c>dsp[:tau=T,offset=N]</c>, <c>fixed-depth</c> of <c>fixed-depth:K</c>.</summary>
    private static string Stem(string form)
    {
        var name = form.Split('[')[0];
        return Has(name) ? name : Family(name);
    }

    /// <summary>Whether there is a policy of this name.</summary>
    public static bool Has(string name)
    {
        try
        {
            PolicyNames.Check(name);
            return true;
        }
        catch (ReplayException)
        {
            return false;
        }
    }
}
