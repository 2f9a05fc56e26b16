using System.Text;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

public sealed class TraceReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("forerun-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FileOf(string content, string name = "my.trace.jsonl")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    [Fact]
    public void Read_File_TakesNameAndWorkloadFromIt()
    {
        var trace = TraceReader.Read(FileOf(Lines.Good));

        Assert.Equal("my.trace.jsonl", trace.Name);
        Assert.Equal("my.trace", trace.Runs[0].Workload);
    }

    [Fact]
    public void Read_NoFile_Throws() =>
        Assert.Contains("no file", Assert.Throws<TraceException>(() => TraceReader.Read(Path.Combine(_folder, "none"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_NoFolder_Throws() =>
        Assert.Contains("no file", Assert.Throws<TraceException>(() => TraceReader.Read(Path.Combine(_folder, "a", "b"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_Folder_Throws() =>
        Assert.Contains("is a folder", Assert.Throws<TraceException>(() => TraceReader.Read(_folder)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \n\r\n\t\n")]
    public void Read_EmptyFile_ThrowsOnce(string content)
    {
        var error = Assert.Throws<TraceException>(() => TraceReader.Read(FileOf(content)));
        Assert.Contains("empty", error.Message, StringComparison.Ordinal);
        Assert.Empty(error.Skipped);
    }

    [Fact]
    public void Read_NothingReadable_ThrowsWithTheFirstReasons()
    {
        var error = Assert.Throws<TraceException>(() => Lines.Read("a,b", "{}", "{\"run\":1}", "x", "y"));

        Assert.Contains("line 1, $: this looks like CSV", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 3, steps: missing; and 2 more.", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, error.Skipped.Count);
    }

    [Fact]
    public void Read_BomCrLfAndBlankLines_AreNoMatter()
    {
        var trace = Lines.Read(Encoding.UTF8.GetBytes($"\uFEFF{Lines.Good}\r\n\r\n  \t\n  {Lines.Good} \r\n"));

        Assert.Equal(2, trace.Runs.Count);
        Assert.Empty(trace.Skipped);
    }

    [Fact]
    public void Read_SameIdAgain_MakesIdsUnique()
    {
        var named = Lines.Good.Replace("good", "good (2)", StringComparison.Ordinal);

        var trace = Lines.Read(Lines.Good, named, Lines.Good, Lines.Good, named);

        Assert.Equal(["good", "good (2)", "good (3)", "good (4)", "good (2) (2)"], trace.Runs.Select(r => r.Run));
    }

    [Theory]
    [InlineData("7.0", "7")]
    [InlineData("[1]", "[1]")]
    [InlineData("{\"b\": 1, \"a\": \"\\u00e9\"}", "{\"a\":\"é\",\"b\":1}")]
    public void Read_IdIsNoString_TakesItsCanonicalJson(string json, string id) =>
        Assert.Equal(id, Lines.Read($$"""{"run":{{json}},"steps":[{"id":"1","operation":"o","kind":"code","seconds":1}]}""").Runs[0].Run);

    [Fact]
    public void Read_LineBeyondTheLimit_IsSkippedWithoutBeingHeld()
    {
        const int length = 100_000_000;
        using var stream = new LongLine(length, Encoding.UTF8.GetBytes('\n' + Lines.Good));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var trace = TraceReader.Read(stream, "long.jsonl");

        Assert.Equal("good", Assert.Single(trace.Runs).Run);
        Assert.Equal(new SkippedLine(1, "$", "the line is longer than 64 MB"), Assert.Single(trace.Skipped));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L * TraceReader.MaxLineBytes);
    }

    [Fact]
    public void Read_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => TraceReader.Read(FileOf(Lines.Good), source.Token));
    }
}
