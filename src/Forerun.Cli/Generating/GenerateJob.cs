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

        var (count, steps) = WholeFile.Write(file, stream => ToFile(stream, runs, cancellation));
        if (request.Json) Summary(request, count, steps, terminal.Out);
        else terminal.Error.WriteLine($"Wrote {Counts.Of(count, "run")} with {Counts.Of(steps, "step")} to {file}.");
        return 0;
    }

    private static (int Runs, int Steps) ToFile(Stream stream, IEnumerable<TraceRun> runs, CancellationToken cancellation)
    {
        var (count, steps) = (0, 0);
        TraceWriter.Write(stream, runs.Select(Counted), cancellation);
        return (count, steps);

        TraceRun Counted(TraceRun run)
        {
            count++;
            steps += run.Steps.Count;
            return run;
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
