namespace Forerun.Tests.Pricing;

internal static class Folders
{
    /// <summary>The nearest folder of this name beside the tests or beside a folder above them.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
