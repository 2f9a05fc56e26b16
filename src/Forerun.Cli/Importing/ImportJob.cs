using System.Text;
using System.Text.Json;
using Forerun.Cli.Output;
using Forerun.Replay.Importing;
using Forerun.Traces;

namespace Forerun.Cli.Importing;

/// <summary>What the command line asked to be imported.</summary>
internal sealed record ImportRequest(string File, string? Out, bool Json);

/// <summary>Reads an export, writes its runs, and says span by span what could not be read.</summary>
internal static class ImportJob
{
    private const int Shown = 10;

    public static int Run(ImportRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var imported = Importer.Read(request.File, cancellation);
        if (request.Out is { } file) Write(file, imported.Trace, cancellation);
        else if (!request.Json) WriteToStdout(imported.Trace, terminal.Out, cancellation);
        if (request.Json) Summary(request, imported, terminal.Out);
        Tell(request, imported, terminal.Error);
        return imported.Skipped.Count > 0 ? Failures.Failed : 0;
    }

    private static void Write(string file, Trace trace, CancellationToken cancellation) => WholeFile.Write(file, stream =>
    {
        TraceWriter.Write(stream, trace.Runs, cancellation);
        return true;
    });

    private static void WriteToStdout(Trace trace, TextWriter output, CancellationToken cancellation)
    {
        using var lines = new MemoryStream();
        TraceWriter.Write(lines, trace.Runs, cancellation);
        output.Write(Encoding.UTF8.GetString(lines.GetBuffer(), 0, (int)lines.Length));
    }

    private static void Tell(ImportRequest request, Imported imported, TextWriter error)
    {
        foreach (var span in imported.Skipped.Take(Shown)) error.WriteLine($"{imported.Trace.Name}: {span}");
        if (imported.Skipped.Count > Shown) error.WriteLine($"{imported.Trace.Name}: and {imported.Skipped.Count - Shown:N0} more");
        if (imported.Skipped.Count > 0) error.WriteLine($"{imported.Trace.Name}: skipped {Counts.Of(imported.Skipped.Count, "span")} that can't be read.");
        var steps = imported.Trace.Runs.Sum(r => r.Steps.Count);
        error.WriteLine($"{Counts.Of(imported.Trace.Runs.Count, "run")} with {Counts.Of(steps, "step")}{(request.Out is { } file ? $" written to {file}" : "")}.");
        if (imported.Trace.Runs.SelectMany(r => r.Steps).Any(s => s.Kind == StepKind.Tool && s.Effect == TraceEffect.Irreversible))
            error.WriteLine("Tools that say nothing of their effect count as irreversible, so nothing is bet on them; say \"effect\": \"none\" on steps that only read.");
    }

    private static void Summary(ImportRequest request, Imported imported, TextWriter output) => OneObject.Write(output, json =>
    {
        json.WriteString("file", request.File);
        json.WriteString("out", request.Out);
        json.WriteNumber("runs", imported.Trace.Runs.Count);
        json.WriteNumber("steps", imported.Trace.Runs.Sum(r => r.Steps.Count));
        json.WriteNumber("spans", imported.Spans);
        json.WriteNumber("ignored", imported.Ignored);
        json.WriteStartArray("skipped");
        foreach (var span in imported.Skipped) Write(json, span);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, SkippedSpan span)
    {
        json.WriteStartObject();
        json.WriteString("span", span.Span);
        json.WriteString("field", span.Field);
        json.WriteString("message", span.Message);
        json.WriteEndObject();
    }
}
