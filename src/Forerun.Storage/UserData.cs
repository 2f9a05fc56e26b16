namespace Forerun.Storage;

/// <summary>Where a user's own files are kept when no other place is named.</summary>
public static class UserData
{
    /// <summary>
    /// The folder: <c>$XDG_DATA_HOME/forerun</c> if that names a full path, else <c>forerun</c> in the system's folder for a user's local
    /// data. It need not be there yet.
    /// </summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string Folder(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var home = variable("XDG_DATA_HOME");
        var root = Path.IsPathFullyQualified(home ?? "") ? home! : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(root, "forerun");
    }

    /// <summary>The ledger of that folder.</summary>
    public static string Ledger(string folder) => Path.Combine(folder, "ledger.db");

    /// <summary>What runs have learned, in that folder.</summary>
    public static string Learned(string folder) => Path.Combine(folder, "learned.db");
}
