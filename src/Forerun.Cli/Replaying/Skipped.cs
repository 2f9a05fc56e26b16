using Forerun.Cli.Output;
using Forerun.Traces;

namespace Forerun.Cli.Replaying;

/// <summary>What of traces could not be used: lines that are no runs, and content that nobody has recorded.</summary>
internal static class Skipped
{
    private const int Shown = 10;

    /// <summary>Names it on stderr; false if every line was read.</summary>
    public static bool Tell(Terminal terminal, IEnumerable<Trace> traces)
    {
        var any = false;
        foreach (var trace in traces)
        {
            var (steps, all) = (new Unrecorded(trace.Runs).Count, trace.Runs.Sum(r => r.Steps.Count));
            if (steps * 10 > all) // a few are tools that return nothing
                terminal.Error.WriteLine($"{trace.Name}: content was not recorded, so guesses of it cannot be checked and none are made; {Counts.Of(steps, "step")} of {all:N0}.");
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
