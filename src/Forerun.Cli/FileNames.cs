using System.CommandLine.Parsing;

namespace Forerun.Cli;

/// <summary>What is asked of the files that a command line names.</summary>
internal static class FileNames
{
    /// <summary>A name must not be blank.</summary>
    public static void NotBlank(CommandResult result, string option, string? file)
    {
        if (file is not null && string.IsNullOrWhiteSpace(file)) result.AddError($"{option} must name a file.");
    }

    /// <summary>A file that is written must not be one that is read.</summary>
    public static void NotOverwritten(CommandResult result, string option, string? written, params IReadOnlyList<string?> read)
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
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
