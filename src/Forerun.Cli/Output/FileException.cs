using Forerun.Files;

namespace Forerun.Cli.Output;

/// <summary>A file that was named can't be written. The message names it and says why and what to do.</summary>
internal sealed class FileException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the system refused, in one sentence.</summary>
    public static FileException Unwritable(string path, Exception e, string what = "file") =>
        new($"'{path}' can't be written: {FileFault.Of(e, what)}.", e);
}
