namespace Forerun.Replay.Tests;

/// <summary>The folder of real traces, which is no part of the project: tests that need it are skipped where it is absent.</summary>
internal static class SharedData
{
    public static string PathOf(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
                return path;
        }
        Assert.Skip($"The real trace {file} is not on this machine.");
        return "";
    }
}
