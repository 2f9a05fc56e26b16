using System.Text;
using Forerun.Cli.Output;
using Forerun.Traces;

namespace Forerun.Cli.Generating;

/// <summary>What the command line asked to be generated.</summary>
internal sealed record GenerateRequest(string Family, string? File, bool Json, int Seed);

/// <summary>Writes the runs of a generator.</summary>
internal static class GenerateJob
{
    public static int Run(GenerateRequest request, IEnumerable<TraceRun> runs, Terminal terminal, CancellationToken cancellation)
    {
        if (request.File is not { } file)
        {
            ToStdout(runs, terminal.Out, cancellation);
            return 0;
        }

        if (Directory.Exists(file)) throw new IOException($"'{file}' is a folder: name a file in it.");
        var (count, steps) = (0, 0);
        try
        {
            TraceWriter.Write(file, Counted(), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"'{file}' can't be written: {e.Message}", e);
        }

        if (request.Json) Summary(request, count, steps, terminal.Out);
        else terminal.Error.WriteLine($"Wrote {Counts.Of(count, "run")} with {Counts.Of(steps, "step")} to {file}.");
        return 0;

        IEnumerable<TraceRun> Counted()
        {
            foreach (var run in runs)
            {
                count++;
                steps += run.Steps.Count;
                yield return run;
            }
        }
    }

    private static void ToStdout(IEnumerable<TraceRun> runs, TextWriter output, CancellationToken cancellation)
    {
        using var line = new MemoryStream();
        foreach (var run in runs)
        {
            line.SetLength(0);
            TraceWriter.Write(line, [run], cancellation);
            output.Write(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
        }
    }

    private static void Summary(GenerateRequest request, int runs, int steps, TextWriter output) => OneObject.Write(output, json =>
    {
        json.WriteString("family", request.Family);
        json.WriteString("out", request.File);
        json.WriteNumber("seed", request.Seed);
        json.WriteNumber("runs", runs);
        json.WriteNumber("steps", steps);
    });
}
