using System.Text;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

/// <summary>Traces written in a test.</summary>
internal static class Lines
{
    public const string Good = """{"run":"good","steps":[{"id":"1","operation":"ask","kind":"code","seconds":1}]}""";

    public static Trace Read(params string[] lines) => Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static Trace Read(byte[] bytes) => TraceReader.Read(new MemoryStream(bytes), "trace.jsonl");

    /// <summary>The one run of a trace with one step made of these fields.</summary>
    public static TraceRun Run(string steps, string fields = "") => Read($$"""{"run":"r","steps":[{{steps}}]{{fields}}}""").Runs[0];

    public static TraceStep Step(string fields, string kind = "code")
    {
        var model = kind == "model" ? ",\"model\":\"m\"" : "";
        return Run($$"""{"id":"1","operation":"ask","kind":"{{kind}}"{{model}},"seconds":2{{fields}}}""").Steps[0];
    }
}
