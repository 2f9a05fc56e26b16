using System.Text.Json;
using System.Text.Unicode;

namespace Forerun.Traces;

/// <summary>Reads one line of a trace.</summary>
internal static class LineReader
{
    // Keys that stand twice would leave it open which of the two is meant.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="workload">What was run, unless the line says so.</param>
    /// <param name="number">The line's number, from 1.</param>
    /// <param name="paths">Takes in what its dependencies read.</param>
    public static TraceRun Read(ReadOnlySpan<byte> line, string workload, int number, ReadPaths paths)
    {
        if (NoTrace.WhatItIs(line) is { } other)
            throw new MalformedFieldException("$", other);
        if (!Utf8.IsValid(line))
            throw new MalformedFieldException("$", "invalid UTF-8");
        if (!IsSound(line))
            throw JsonFault.Of(line);
        return RunReader.Read(Parse(line), workload, number, paths);
    }

    private static bool IsSound(ReadOnlySpan<byte> line)
    {
        try
        {
            return TokenCheck.AllSound(line);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonElement.Parse(line, Strict);
        }
        catch (JsonException)
        {
            // The line is JSON, so this is the one thing that is asked for beyond it.
            throw JsonFault.OfDuplicate(line);
        }
    }
}
