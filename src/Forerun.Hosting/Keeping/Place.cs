using Forerun.Storage;

namespace Forerun.Hosting.Keeping;

/// <summary>Where files are kept that an option names or leaves open.</summary>
internal static class Place
{
    /// <summary>The file; null: none is wanted.</summary>
    /// <param name="named">What the option says.</param>
    /// <param name="inUserData">The file in the user's data folder, which is made if it is used.</param>
    public static string? Of(string? named, Func<string, string> inUserData)
    {
        if (string.Equals(named, ForerunOptions.None, StringComparison.OrdinalIgnoreCase)) return null;
        if (named is not null) return named;
        var folder = UserData.Folder(Environment.GetEnvironmentVariable);
        Directory.CreateDirectory(folder);
        return inUserData(folder);
    }
}
