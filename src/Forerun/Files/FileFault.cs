namespace Forerun.Files;

/// <summary>Why a file can't be written, and what to do, for the end of a sentence that names the file.</summary>
internal static class FileFault
{
    // What the systems call a full disk: ENOSPC; EDQUOT of Linux and of macOS; ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL.
    private static readonly int[] Full = OperatingSystem.IsWindows() ? [39, 112] : [28, OperatingSystem.IsMacOS() ? 69 : 122];

    /// <summary>What the system says, without the path that it repeats, and the way out.</summary>
    /// <remarks>For what is written. A file that is read and not there is told apart before.</remarks>
    /// <param name="e">What it threw.</param>
    /// <param name="what">What another could be named of, "file" or "folder".</param>
    public static string Of(Exception e, string what = "file") => e switch
    {
        DirectoryNotFoundException => $"there is no such folder; make it or name another {what}",
        FileNotFoundException => $"no file can be made there; name another {what}",
        UnauthorizedAccessException => $"access is denied; name another {what} or have it allowed",
        IOException when Full.Contains(e.HResult & 0xFFFF) => $"no space is left there; free some or name another {what}",
        _ => $"{Reason(e)}; name another {what}",
    };

    private static string Reason(Exception e) => e.Message.Split(" : '", 2)[0].ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
