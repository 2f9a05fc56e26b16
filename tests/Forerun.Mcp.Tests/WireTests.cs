using System.IO.Pipelines;
using System.Text;
using Forerun.Mcp.Wire;

namespace Forerun.Mcp.Tests;

/// <summary>The streams between us and a server.</summary>
public class WireTests
{
    [Fact]
    public async Task WholeLines_GivenUpHalfWay_WritesTheLineAllTheSame()
    {
        using var to = new MemoryStream();
        var lines = new WholeLines(to);
        using var stop = new CancellationTokenSource();

        await lines.WriteAsync("one"u8.ToArray(), stop.Token);
        await stop.CancelAsync();
        await lines.WriteAsync("\n"u8.ToArray(), stop.Token);
        await lines.FlushAsync(stop.Token);
        await lines.WriteAsync("two\n"u8.ToArray(), CancellationToken.None);
        lines.Complete();
        await lines.Finished;

        Assert.Equal("one\ntwo\n", Encoding.UTF8.GetString(to.ToArray()));
        Assert.False(to.CanWrite); // its end is told
    }

    [Fact]
    public async Task WholeLines_ToAServerThatDoesNotRead_HoldNobody()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 10, resumeWriterThreshold: 5));
        var lines = new WholeLines(pipe.Writer.AsStream());

        for (var i = 0; i < 100; i++) await lines.WriteAsync("a line of some length\n"u8.ToArray());

        Assert.False(lines.Finished.IsCompleted);
        lines.Complete();
        await pipe.Reader.CompleteAsync(); // it has ended
        await lines.Finished.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task WholeLines_ToAServerThatHasEnded_AreRefused()
    {
        var gone = new MemoryStream();
        await gone.DisposeAsync();
        var lines = new WholeLines(gone);
        await lines.WriteAsync("one\n"u8.ToArray());
        await lines.Finished;

        await Assert.ThrowsAsync<IOException>(async () => await lines.WriteAsync("two\n"u8.ToArray()));
    }

    [Theory]
    [InlineData("aaaa\nbbbb\n", 4, true)]
    [InlineData("aaaaa\n", 4, false)]
    [InlineData("aa\nbbbbb", 4, false)]
    public async Task BoundedLines_OfLinesWithinTheBound_AreReadWhole(string text, int most, bool isWhole)
    {
        foreach (var piece in new[] { 1, 3, 100 })
        {
            var lines = new BoundedLines(new MemoryStream(Encoding.UTF8.GetBytes(text)), most);
            var read = new MemoryStream();
            var error = await Record.ExceptionAsync(() => lines.CopyToAsync(read, piece, TestContext.Current.CancellationToken));

            Assert.Equal(isWhole, error is null);
            Assert.Equal(!isWhole, lines.IsExceeded);
            if (isWhole) Assert.Equal(text, Encoding.UTF8.GetString(read.ToArray()));
        }
    }
}
