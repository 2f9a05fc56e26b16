using System.Text;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

/// <summary>Compares traces by what a writer makes of them, which holds every field.</summary>
internal static class SameTrace
{
    public static string Text(IEnumerable<TraceRun> runs)
    {
        using var stream = new MemoryStream();
        TraceWriter.Write(stream, runs);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static IReadOnlyList<TraceRun> WriteAndRead(IEnumerable<TraceRun> runs)
    {
        var trace = Lines.Read(Encoding.UTF8.GetBytes(Text(runs)));
        Xunit.Assert.Empty(trace.Skipped);
        return trace.Runs;
    }

    public static void Assert(IReadOnlyList<TraceRun> expected, IReadOnlyList<TraceRun> actual)
    {
        Xunit.Assert.Equal(Text(expected), Text(actual));
        Xunit.Assert.Equal(expected.SelectMany(r => r.Steps).Select(s => s.Duration), actual.SelectMany(r => r.Steps).Select(s => s.Duration));
    }
}
