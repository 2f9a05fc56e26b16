namespace Forerun.Cli.Tests;

public class SampleTests
{
    [Fact]
    public void Readme_Code_IsThatOfTheSample()
    {
        var section = File.ReadAllText(Repository.PathOf("README.md")).Split("\n## In code\n")[1].Split("\n## ")[0];
        var code = section.Split("```csharp\n")[1].Split("```")[0];
        Assert.Equal(File.ReadAllText(Repository.PathOf("samples/AutoReply/Program.cs")), code);
    }

    [Fact]
    public void Readme_LinesForAnAgent_AreThoseOfTheSample()
    {
        var section = File.ReadAllText(Repository.PathOf("README.md")).Split("\n## An agent that you have\n")[1].Split("\n## ")[0];
        var lines = section.Split("```csharp\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var sample = File.ReadAllLines(Repository.PathOf("samples/Support/Program.cs"));
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains(line, sample));
    }

    [Fact]
    public void Samples_Each_HasUnderAHundredLines()
    {
        var folders = Directory.EnumerateDirectories(Repository.PathOf("samples")).ToList();
        Assert.NotEmpty(folders);
        Assert.All(folders, folder => Assert.InRange(
            Directory.EnumerateFiles(folder, "*.cs").Sum(file => File.ReadAllLines(file).Length), 1, 99));
    }
}
