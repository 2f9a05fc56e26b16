namespace Forerun.Cli.Output;

/// <summary>A file that was named can't be written. The message names it and says why, without the path a second time.</summary>
internal sealed class FileException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why, as a part of a sentence: what the system says, without the paths that it repeats.</summary>
    public static string Reason(Exception e) => e switch
    {
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "access is denied",
        _ => e.Message.Split(" : '", 2)[0].TrimEnd('.'),
    };
}
