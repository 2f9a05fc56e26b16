namespace Forerun.Hosting.Tests;

/// <summary>The files of the project.</summary>
internal static class Repository
{
    public static string PathOf(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Forerun.slnx"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, file);
    }
}
