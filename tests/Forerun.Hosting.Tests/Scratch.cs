namespace Forerun.Hosting.Tests;

/// <summary>A folder that goes away with the test.</summary>
public abstract class Scratch : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("forerun-hosting-").FullName;

    internal string Ledger => PathOf("ledger.db");

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal string PathOf(string file) => Path.Combine(Folder, file);
}
