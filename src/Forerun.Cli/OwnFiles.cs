using System.CommandLine.Parsing;

namespace Forerun.Cli;

/// <summary>A file that is written must not be one that is read.</summary>
internal static class OwnFiles
{
    public static void Check(CommandResult result, string option, string? written, params IReadOnlyList<string?> read)
    {
        if (written is null) return;
        foreach (var other in read)
            if (other is not null && Full(other) == Full(written))
                result.AddError($"{option} would overwrite '{other}', which is read: name another file.");
    }

    private static string Full(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return path;
        }
    }
}
