using Forerun.Policies;
using Forerun.Replay.Foresight;

namespace Forerun.Replay;

/// <summary>The policies by name: those of any run, and those that need a record of it.</summary>
public static class PolicyNames
{
    private static readonly Dictionary<string, Func<Record, IPolicy>> Knowing = new()
    {
        ["oracle"] = record => new OraclePolicy(record),
        ["oracle:forerun"] = record => new OraclePolicy(record, "oracle:forerun"),
        ["oracle:episode"] = record => new OracleEpisodePolicy(record),
        ["free-oracle"] = record => new FreeOraclePolicy(record),
        ["logged"] = record => new LoggedPolicy(record),
    };

    /// <summary>All names, for messages and help: the baseline first, then those that know the record.</summary>
    public static IReadOnlyList<string> All { get; } = [LivePolicies.All[0], .. Knowing.Keys, .. LivePolicies.All.Skip(1)];

    /// <summary>Checks that a policy has this name.</summary>
    /// <exception cref="ReplayException">None has; the message lists all.</exception>
    public static void Check(string name) => Parse(name);

    /// <summary>Whether a policy replays what a run's log says, so that a run without a log cannot be replayed by it.</summary>
    internal static bool NeedsLog(string name) => name == "logged";

    /// <summary>Whether a policy may look at what virtual time has not produced yet.</summary>
    internal static bool Foresees(string name) => Knowing.ContainsKey(name);

    /// <summary>
    /// Whether a policy knows which guesses are right and hears all that are offered, each drafter's too; the others know one drafter a step.
    /// </summary>
    internal static bool HearsAll(string name) => name is "oracle" or "oracle:forerun";

    /// <summary>Whether a policy hears all that <c>forerun</c> hears.</summary>
    internal static bool HearsEverybody(string name) => name == "oracle:forerun";

    /// <exception cref="ReplayException">No policy has this name.</exception>
    internal static Func<Record, IPolicy> Parse(string name)
    {
        if (Knowing.TryGetValue(name, out var make)) return make;
        return Live(name) is { } live
            ? _ => live()
            : throw new ReplayException($"No policy is named '{name}'. There are: {string.Join(", ", All)} ({LivePolicies.Letters}).");
    }

    private static Func<IPolicy>? Live(string name)
    {
        try
        {
            return LivePolicies.Find(name);
        }
        catch (FormatException e)
        {
            throw new ReplayException(e.Message);
        }
    }
}
