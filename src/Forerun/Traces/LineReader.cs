using System.Text.Json;
using System.Text.Unicode;

namespace Forerun.Traces;

/// <summary>Reads one line of a trace.</summary>
internal static class LineReader
{
    // Keys that stand twice would leave it open which of the two is meant.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static TraceRun Read(ReadOnlySpan<byte> line, string workload)
    {
        if (NoTrace.WhatItIs(line) is { } other)
            throw new MalformedFieldException("$", other);
        if (!Utf8.IsValid(line))
            throw new MalformedFieldException("$", "invalid UTF-8");
        if (!IsSound(line))
            throw JsonFault.Of(line);
        return RunReader.Read(Parse(line), workload);
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
