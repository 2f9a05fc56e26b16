using Forerun.Cli.Output;
using Forerun.Traces;

namespace Forerun.Cli.Replaying;

/// <summary>Lines of traces that could not be read.</summary>
internal static class Skipped
{
    private const int Shown = 10;

    /// <summary>Names them on stderr; false if there were none.</summary>
    public static bool Tell(Terminal terminal, IEnumerable<Trace> traces)
    {
        var any = false;
        foreach (var trace in traces)
        {
            if (trace.Skipped.Count == 0) continue;
            any = true;
            foreach (var line in trace.Skipped.Take(Shown)) terminal.Error.WriteLine($"{trace.Name}: {line}");
            if (trace.Skipped.Count > Shown) terminal.Error.WriteLine($"{trace.Name}: and {trace.Skipped.Count - Shown:N0} more");
            var lines = Counts.Of(trace.Skipped.Count, "line");
            terminal.Error.WriteLine(
                $"{trace.Name}: skipped {lines} that can't be read; the other {trace.Runs.Count:N0} were.");
        }

        return any;
    }
}
