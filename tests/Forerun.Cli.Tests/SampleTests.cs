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
    public void Samples_Each_HasUnderAHundredLines()
    {
        var folders = Directory.EnumerateDirectories(Repository.PathOf("samples")).ToList();
        Assert.NotEmpty(folders);
        Assert.All(folders, folder => Assert.InRange(
            Directory.EnumerateFiles(folder, "*.cs").Sum(file => File.ReadAllLines(file).Length), 1, 99));
    }
}
