namespace Forerun.PublicApi;

/// <summary>What a library shows stands in a text file beside this one, so that no change of it goes in unseen. Compiled into every test project.</summary>
public class PublicApiTests
{
    private const string Approve = "FORERUN_APPROVE";

    [Fact]
    public void PublicApi_OfTheLibrary_IsTheApprovedOne()
    {
        var library = typeof(PublicApiTests).Assembly.GetName().Name![..^".Tests".Length];
        var file = PathOf($"tests/PublicApi/{library}.txt");
        var now = ApiText.Of(System.Reflection.Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Approve) == "1") File.WriteAllText(file, now);
        var before = File.Exists(file) ? File.ReadAllText(file) : "";
        var gone = Missing(before, now, '-');
        var added = Missing(now, before, '+');
        Assert.True(
            before == now,
            $"The public API of {library} is not that of tests/PublicApi/{library}.txt:\n{gone}{added}"
            + $"If it is meant: {Approve}=1 dotnet test Forerun.slnx --filter PublicApi, and commit the file.");
    }

    /// <summary>The lines of one text that the other has not, each with the type that it stands under.</summary>
    private static string Missing(string of, string from, char sign)
    {
        var known = Members(from).ToHashSet(StringComparer.Ordinal);
        return string.Concat(Members(of).Where(m => !known.Contains(m)).Select(m => $"{sign} {m}\n"));
    }

    private static IEnumerable<string> Members(string text)
    {
        var type = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != ' ') type = line;
            yield return line[0] == ' ' ? $"{type} {{{line} }}" : line;
        }
    }

    private static string PathOf(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Forerun.slnx"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, file);
    }
}
