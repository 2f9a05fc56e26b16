using System.IO.Pipes;
using System.Text;
using Forerun.Replay.Importing;

namespace Forerun.Replay.Tests.Importing;

public class TraceFileTests
{
    /// <summary>A pipe gives each byte once: looking at its beginning must not lose that.</summary>
    [Fact]
    public async Task Read_APipe_LosesNothing()
    {
        const int runs = 3_000; // more than is looked at, and than a pipe holds: so it is still being written when it is opened
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A pipe has no path there.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var path = $"/dev/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        var written = Task.Run(() =>
        {
            for (var i = 0; i < runs; i++)
                pipe.Write(Encoding.UTF8.GetBytes($$"""{"run":"r{{i}}","steps":[{"id":"1","operation":"a","kind":"code","after":[],"output":"x","seconds":1}]}{{"\n"}}"""));
            pipe.Dispose();
        }, TestContext.Current.CancellationToken);

        var trace = TraceFile.Read(path, TestContext.Current.CancellationToken);

        await written;
        Assert.Empty(trace.Skipped);
        Assert.Equal(Enumerable.Range(0, runs).Select(i => $"r{i}"), trace.Runs.Select(r => r.Run));
    }
}
