using Forerun.Recording;
using Forerun.Tests.Traces;
using Forerun.Traces;

namespace Forerun.Tests.Recording;

public sealed class TraceAppenderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("forerun-");
    private readonly List<string> warnings = [];

    private string Path => System.IO.Path.Combine(folder.FullName, "runs.jsonl");

    [Fact]
    public void Append_Twice_AddsLines()
    {
        var file = new TraceAppender(Path, warnings.Add);
        file.Append(Run);
        file.Append(Run);

        Assert.Equal(["good", "good (2)"], TraceReader.Read(Path).Runs.Select(r => r.Run));
        Assert.Empty(warnings);
    }

    [Fact]
    public void Append_LineCutOff_SpoilsOnlyItself()
    {
        File.WriteAllText(Path, Lines.Good[..20]);
        new TraceAppender(Path, warnings.Add).Append(Run);

        var trace = TraceReader.Read(Path);
        Assert.Equal((1, 1), (trace.Runs.Count, trace.Skipped.Count));
    }

    [Fact]
    public void Append_CannotWrite_WarnsOnceAndDoesNotThrow()
    {
        var file = new TraceAppender(folder.FullName, warnings.Add);
        file.Append(Run);
        file.Append(Run);

        Assert.Contains($"'{folder.FullName}'", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Append_ListenerThrows_IsNoMatter() => new TraceAppender(folder.FullName, _ => throw new InvalidOperationException()).Append(Run);

    [Fact]
    public void Append_FromManyThreads_LosesNoLine()
    {
        var files = Enumerable.Range(0, 4).Select(_ => new TraceAppender(Path, warnings.Add)).ToList();
        Parallel.For(0, 200, i => files[i % files.Count].Append(Run));

        Assert.Equal(200, TraceReader.Read(Path).Runs.Count);
        Assert.Empty(warnings);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static TraceRun Run => Lines.Read(Lines.Good).Runs[0];
}
