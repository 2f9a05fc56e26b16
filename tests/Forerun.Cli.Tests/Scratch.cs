namespace Forerun.Cli.Tests;

/// <summary>A folder that goes away with the test.</summary>
public abstract class Scratch : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("forerun-cli-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal string PathOf(string file) => Path.Combine(Folder, file);

    internal string Write(string file, string content)
    {
        File.WriteAllText(PathOf(file), content);
        return PathOf(file);
    }
}
