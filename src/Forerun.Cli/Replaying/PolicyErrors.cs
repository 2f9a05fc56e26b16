using System.CommandLine.Parsing;
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
}
