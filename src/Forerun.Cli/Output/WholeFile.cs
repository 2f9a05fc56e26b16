namespace Forerun.Cli.Output;

/// <summary>
/// Writes files that are whole or not there. A file is written beside the one it replaces, under another name, and takes its place when all
/// of it is written; after a failure or Ctrl-C the old file is as it was and nothing is left of the new one. What is no plain file, a
/// device or a pipe, has nothing to lose and is written through.
/// </summary>
internal static class WholeFile
{
    private const int BufferBytes = 1 << 16;
    private const int ProbeBytes = 1 << 12;

    /// <summary>Lets a file be written, and gives what the writer gives. The writer may close the stream.</summary>
    /// <exception cref="FileException">It can't be written: the message says why.</exception>
    public static T Write<T>(string path, Func<Stream, T> write)
    {
        RefuseFolder(path);
        try
        {
            return Through(path) is { } stream ? Through(stream, write) : Beside(Target(path), write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileException.Unwritable(path, e);
        }
    }

    /// <summary>Finds out whether a file can be written, before work is done whose results go there. What is there stays as it is.</summary>
    /// <exception cref="FileException">It can't: the message says why.</exception>
    public static void ProbeFile(string path)
    {
        RefuseFolder(path);
        try
        {
            if (Through(path) is { } stream) stream.Dispose();
            else ProbeIn(Path.GetDirectoryName(Target(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileException.Unwritable(path, e);
        }
    }

    /// <summary>Finds out whether a folder takes a new file with something in it, before work is done whose results go there.</summary>
    /// <exception cref="FileException">It does not: the message says why.</exception>
    public static void Probe(string folder)
    {
        try
        {
            ProbeIn(Path.GetFullPath(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileException.Unwritable(folder, e, "folder");
        }
    }

    private static void RefuseFolder(string path)
    {
        if (Directory.Exists(path)) throw new FileException($"'{path}' is a folder: name a file in it.");
    }

    private static void ProbeIn(string folder)
    {
        using var file = Create(folder);
        File.Delete(file.Name);
    }

    /// <summary>
    /// The stream of what is there, unless it is a plain file or nothing. A file that must not be written is found out by opening it:
    /// renaming would not ask.
    /// </summary>
    private static FileStream? Through(string path)
    {
        if (!File.Exists(path)) return null;
        var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, BufferBytes);
        if (!stream.CanSeek || IsDevice(Target(path))) return stream;
        stream.Dispose();
        return null;
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static T Through<T>(FileStream stream, Func<Stream, T> write)
    {
        using (stream) return write(stream);
    }

    private static T Beside<T>(string target, Func<Stream, T> write)
    {
        using var file = Create(Path.GetDirectoryName(target)!);
        try
        {
            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(target));
            var result = write(file);
            file.Dispose();
            File.Move(file.Name, target, overwrite: true);
            return result;
        }
        catch
        {
            File.Delete(file.Name);
            throw;
        }
    }

    /// <summary>A file of a name that nobody has: that of another command, or one that a crash left, is passed over.</summary>
    private static FileStream Create(string folder)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, $".forerun-{number}.tmp");
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferBytes);
            }
            catch (IOException) when (File.Exists(path))
            {
                continue;
            }

            Fill(file);
            return file;
        }
    }

    /// <summary>A disk that is full has room for a name, but not for a byte: better now than when the work is done.</summary>
    private static void Fill(FileStream file)
    {
        try
        {
            RandomAccess.Write(file.SafeFileHandle, new byte[ProbeBytes], 0);
            RandomAccess.SetLength(file.SafeFileHandle, 0);
        }
        catch
        {
            file.Dispose();
            File.Delete(file.Name);
            throw;
        }
    }

    /// <summary>What a name stands for: a link stays a link, and what it leads to is replaced.</summary>
    private static string Target(string path) => new FileInfo(path).LinkTarget is null
        ? Path.GetFullPath(path)
        : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
}
