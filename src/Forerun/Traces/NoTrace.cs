using System.Text.Json;

namespace Forerun.Traces;

/// <summary>Recognises what people hand in for a trace, so that they are told what it is instead of what it lacks.</summary>
internal static class NoTrace
{
    private const string WhatATraceIs = "a trace has one run per line, a JSON object with \"run\" and \"steps\"";

    /// <summary>What a line of text is that doesn't begin like a JSON object; null when it does.</summary>
    public static string? WhatItIs(ReadOnlySpan<byte> line)
    {
        if (line[0] == (byte)'{')
            return null;
        if (line.StartsWith<byte>([0x1F, 0x8B]))
            return "this is compressed with gzip: unpack it first";
        if (line.StartsWith<byte>([0xFF, 0xFE]) || line.StartsWith<byte>([0xFE, 0xFF]) || line.Contains((byte)0))
            return "this is no UTF-8 text: is the file UTF-16?";
        if (line[0] is (byte)'[' or (byte)']' or (byte)'}' or (byte)'"')
            return "this is a part of a JSON document of many lines; " + WhatATraceIs;
        return line.Contains((byte)',') ? "this looks like CSV; " + WhatATraceIs : "this is no JSON object; " + WhatATraceIs;
    }

    /// <summary>What an object is that has neither a run nor steps; null when it has one of them.</summary>
    public static string? WhatItIs(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object || line.TryGetProperty("run"u8, out _) || line.TryGetProperty("steps"u8, out _))
            return null;
        if (line.TryGetProperty("resourceSpans"u8, out _) || line.TryGetProperty("scopeSpans"u8, out _))
            return "this is an OTLP export of spans, not a run; " + WhatATraceIs;
        return "this is a JSON object, but no run; " + WhatATraceIs;
    }
}
