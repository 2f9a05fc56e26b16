using System.CommandLine.Parsing;
using Forerun.Policies;
using Forerun.Replay;

namespace Forerun.Cli.Replaying;

/// <summary>What is wrong with the names of policies.</summary>
internal static class PolicyErrors
{
    /// <summary>An error for each name that no policy has.</summary>
    public static void Add(CommandResult given, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            try
            {
                PolicyNames.Check(name);
            }
            catch (ReplayException e)
            {
                given.AddError(e.Message);
            }
        }
    }

    /// <summary>What is wrong with the name of a policy for live runs; null if nothing is.</summary>
    public static string? OfLive(string name)
    {
        try
        {
            return LivePolicies.Find(name) is null
                ? $"No policy of live runs is named '{name}'. There are: {string.Join(", ", LivePolicies.All)} ({LivePolicies.Letters})."
                : null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
