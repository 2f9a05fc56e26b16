using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Policies.Dsp;
using Forerun.Policies.FixedDepth;
using Forerun.Policies.Forerun;
using Forerun.Policies.Paste;
using Forerun.Replay.Foresight;

namespace Forerun.Replay;

/// <summary>The policies by name.</summary>
public static class PolicyNames
{
    private static readonly Dictionary<string, Func<Record, IPolicy>> Plain = new()
    {
        ["sequential"] = _ => new SequentialPolicy(),
        ["oracle"] = record => new OraclePolicy(record),
        ["oracle:forerun"] = record => new OraclePolicy(record, "oracle:forerun"),
        ["oracle:episode"] = record => new OracleEpisodePolicy(record),
        ["free-oracle"] = record => new FreeOraclePolicy(record),
        ["logged"] = record => new LoggedPolicy(record),
        ["cost-aware"] = _ => new CostAwarePolicy(),
        ["paste"] = _ => new PastePolicy(),
        ["forerun"] = _ => new ForerunPolicy(),
    };

    /// <summary>All names, for messages and help.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Plain.Keys, "fixed-depth:K", "dsp[:tau=T,offset=N]", .. PublishedPolicies.All];

    /// <summary>Checks that a policy has this name.</summary>
    /// <exception cref="ReplayException">None has; the message lists all.</exception>
    public static void Check(string name) => Parse(name);

    /// <summary>Whether a policy replays what a run's log says, so that a run without a log cannot be replayed by it.</summary>
    internal static bool NeedsLog(string name) => name == "logged";

    /// <summary>Whether a policy may look at what virtual time has not produced yet.</summary>
    internal static bool Foresees(string name) => name is "oracle" or "oracle:forerun" or "oracle:episode" or "free-oracle" or "logged";

    /// <summary>Whether a policy takes its guesses from all sources, ranked; the others ask one source after the other.</summary>
    internal static bool Ranks(string name) => name == "forerun" || PublishedPolicies.Ranks(name);

    /// <summary>Whether a policy hears what <see cref="Guessing.Tools.ToolPatterns"/> offers.</summary>
    internal static bool HearsPatterns(string name) => UsesPatterns(name) || Ranks(name) || name == "oracle:forerun";

    /// <summary>Whether a policy bets on what <see cref="Guessing.Tools.ToolPatterns"/> offers, and on nothing else.</summary>
    internal static bool UsesPatterns(string name) => name == "paste";

    /// <summary>
    /// Whether a policy knows which guesses are right and hears all that are offered, each drafter's too; the others know one drafter a step.
    /// </summary>
    internal static bool HearsAll(string name) => name is "oracle" or "oracle:forerun";

    /// <exception cref="ReplayException">No policy has this name.</exception>
    internal static Func<Record, IPolicy> Parse(string name)
    {
        if (Plain.TryGetValue(name, out var make)) return make;
        if (DspOptions.IsNamedBy(name)) return Dsp(name);
        if (PublishedPolicies.Parse(name) is { } published) return _ => published();
        const string fixedDepth = "fixed-depth:";
        if (name.StartsWith(fixedDepth, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(fixedDepth.Length), out var depth) && depth is >= 1 and <= 1000)
            return _ => new FixedDepthPolicy(depth);
        if (name.StartsWith(fixedDepth, StringComparison.Ordinal))
            throw new ReplayException($"K of '{name}' must be a whole number from 1 to 1000, for example fixed-depth:4.");
        throw new ReplayException($"No policy is named '{name}'. There are: {string.Join(", ", All)} (K from 1 to 1000, B from 1 to 64).");
    }

    private static Func<Record, IPolicy> Dsp(string name)
    {
        try
        {
            var options = DspOptions.Parse(name);
            return _ => new DspPolicy(options);
        }
        catch (FormatException e)
        {
            throw new ReplayException(e.Message);
        }
    }
}
