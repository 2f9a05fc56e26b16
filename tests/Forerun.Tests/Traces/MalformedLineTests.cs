using System.Text;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

public class MalformedLineTests
{
    private const string Step = """{"id":"1","operation":"o","kind":"code","seconds":1}""";

    public static TheoryData<string, string, string> Table { get; } = new()
    {
        // line, field, a part of the message
        { """{"run":"r","steps":[{"id":"1","opera""", "steps[0]", "ends in the middle" },
        { """{"run":"r","steps":[""" + Step, "steps[1]", "ends in the middle" },
        { """{"run":"r","steps":[{"id":"1","seconds":NaN}]}""", "steps[0].seconds", "NaN is no JSON number" },
        { """{"run":"r","steps":[{"id":"1","seconds":-Infinity}]}""", "steps[0].seconds", "Infinity is no JSON number" },
        { """{"run":"r","run":"s","steps":[]}""", "run", "stands twice" },
        { """{"run":"r","x":[0,{"a":{"b":1},"\u0061":2}],"steps":[]}""", "x[1].\\u0061", "stands twice" },
        { """{"run":"r","steps":[]} trailing""", "$", "no JSON at byte" },
        { """{"run":"r",,"steps":[]}""", "$", "no JSON at byte 12" },
        { """{"run":"\ud800","steps":[]}""", "run", "lone surrogate" },
        { """{"run":"r","x":{"y":[0,1e999]},"steps":[]}""", "x.y[1]", "range of a double" },
        { """{"run":"r","\udc00":1,"steps":[]}""", "$", "lone surrogate" },
        { """{"steps":[]}""", "run", "missing" },
        { """{"run":null,"steps":[]}""", "run", "missing" },
        { """{"run":"","steps":[]}""", "run", "empty" },
        { """{"run":"r"}""", "steps", "missing" },
        { """{"run":"r","steps":{}}""", "steps", "expected an array, found an object" },
        { """{"run":"r","steps":[1]}""", "steps[0]", "expected an object, found 1" },
        { """{"run":"r","task":7,"steps":[]}""", "task", "expected a string, found 7" },
        { """{"run":"r","timing":"guessed","steps":[]}""", "timing", "expected one of measured, sampled, found the string \"guessed\"" },
        { """{"run":"r","cancel_rule":"half","steps":[]}""", "cancel_rule", "expected one of streamed, full, none" },
        { """{"run":"r","steps":[{"operation":"o","kind":"model","seconds":1}]}""", "steps[0].id", "missing" },
        { """{"run":"r","steps":[{"id":1,"operation":"o","kind":"model","seconds":1}]}""", "steps[0].id", "expected a string, found 1" },
        { """{"run":"r","steps":[{"id":"1","kind":"model","seconds":1}]}""", "steps[0].operation", "missing" },
        { """{"run":"r","steps":[{"id":"1","operation":"o","seconds":1}]}""", "steps[0].kind", "missing" },
        { """{"run":"r","steps":[{"id":"1","operation":"o","kind":"robot","seconds":1}]}""", "steps[0].kind", "model, tool, human, code" },
        { """{"run":"r","steps":[{"id":"1","operation":"o","kind":"model"}]}""", "steps[0].seconds", "missing" },
        { With("\"seconds\":-0.1"), "steps[0].seconds", "expected 0 to 1000000000, found -0.1" },
        { With("\"seconds\":\"NaN\""), "steps[0].seconds", "expected a number, found the string \"NaN\"" },
        { With("\"seconds\":2e9"), "steps[0].seconds", "found 2e9" },
        { With("\"seconds\":1e400"), "steps[0].seconds", "range of a double" },
        { With("\"seconds\":1,\"first_token_seconds\":2"), "steps[0].first_token_seconds", "the end at 1 s" },
        { With("\"seconds\":1,\"effect\":\"harmless\""), "steps[0].effect", "none, idempotent, staged, irreversible" },
        { With("\"seconds\":1,\"verdict\":true"), "steps[0].verdict", "kept, changed" },
        { With("\"seconds\":1,\"after\":\"1\""), "steps[0].after", "expected an array" },
        { With("\"seconds\":1,\"after\":[3]"), "steps[0].after[0]", "found 3" },
        { With("\"seconds\":1,\"after\":[\"2\"]"), "steps[0].after[0]", "no step \"2\"" },
        { With("\"seconds\":1,\"after\":[\"1\"]"), "steps[0].after", "waits for itself: 1 after 1" },
        { With("\"seconds\":1,\"after\":[{\"id\":\"1\",\"ways\":1}]"), "steps[0].after[0].ways", "expected 2 to" },
        { With("\"seconds\":1,\"after\":[{\"type\":\"lookup\"}]"), "steps[0].after[0].id", "missing" },
        { With("\"seconds\":1,\"after\":[{\"id\":\"1\",\"type\":\"passthru\"}]"), "steps[0].after[0].type", "found the string \"passthru\"; did you mean passthrough?" },
        { With("\"seconds\":1,\"after\":[{\"id\":\"1\",\"type\":\"Router\"}]"), "steps[0].after[0].type", "expected one of boolean_gate, classifier, " },
        { With("\"seconds\":1,\"after\":[{\"id\":\"1\",\"reads\":\"$..[\"}]"), "steps[0].after[0].reads", "expected a path such as $, $.name or $.items[0].id, found the string \"$..[\"" },
        { With("\"seconds\":1,\"after\":[{\"id\":\"1\",\"reads\":\"label\"}]"), "steps[0].after[0].reads", "expected a path" },
        { With("\"seconds\":1,\"after\":[{\"id\":\"1\",\"reads\":\"\"}]"), "steps[0].after[0].reads", "expected a path" },
        { With("\"seconds\":1,\"usage\":7"), "steps[0].usage", "expected an object" },
        { With("\"seconds\":1,\"usage\":{\"input_tokens\":-1}"), "steps[0].usage.input_tokens", "found -1" },
        { With("\"seconds\":1,\"usage\":{\"output_tokens\":1.5}"), "steps[0].usage.output_tokens", "whole number" },
        { With("\"seconds\":1,\"usage\":{\"input_tokens\":1,\"cached_input_tokens\":2}"), "steps[0].usage.cached_input_tokens", "2 cached of 1" },
        { With("\"seconds\":1,\"guesses\":[{}]"), "steps[0].guesses[0].by", "missing" },
        { With("\"seconds\":1,\"guesses\":[{\"by\":\"a\",\"output\":1}]"), "steps[0].guesses[0].seconds", "missing" },
        { With("\"seconds\":1,\"guesses\":[{\"by\":\"a\",\"seconds\":-1}]"), "steps[0].guesses[0].seconds", "found -1" },
        { With("\"seconds\":1,\"guesses\":[{\"by\":\"a\",\"seconds\":1,\"confidence\":1.2}]"), "steps[0].guesses[0].confidence", "0 to 1" },
        { """{"run":"r","steps":[""" + Step + "," + Step + "]}", "steps[1].id", "the id of steps[0] already" },
        { """{"run":"r","logged":{},"steps":[]}""", "logged.wall_seconds", "missing" },
        { """{"run":"r","logged":{"wall_seconds":1,"depths":[{"at_step":"9","depth":1}]},"steps":[]}""", "logged.depths[0].at_step", "no step \"9\"" },
        { """{"run":"r","logged":{"wall_seconds":1,"depths":[{"at_step":"9","depth":0}]},"steps":[]}""", "logged.depths[0].depth", "found 0" },
        { """{"run":"r","steps":[]}""", "steps", "empty; a run has at least one step" },
        { """{"run":"r","steps":[{"id":"1","operation":"o","kind":"model","seconds":1}]}""", "steps[0].model", "missing" },
        { """{"run":"r","steps":[{"id":"1","operation":"o","kind":"model","model":null,"seconds":1}]}""", "steps[0].model", "missing" },
        { """{"run":"r","steps":[{"id":"1","operation":"o","kind":"model","model":"","seconds":1}]}""", "steps[0].model", "empty" },
        { """{"resourceSpans":[]}""", "$", "OTLP" },
        { """{"messages":[]}""", "$", "no run" },
        { "run,seconds,usd", "$", "CSV" },
        { "[{\"run\":\"r\"}]", "$", "many lines" },
        { "hello", "$", "no JSON object" },
        { "null", "$", "no JSON object" },
    };

    private static string With(string fields) => $$"""{"run":"r","steps":[{"id":"1","operation":"o","kind":"code",{{fields}}}]}""";

    [Theory]
    [MemberData(nameof(Table))]
    public void Read_MalformedLine_NamesLineFieldAndReason_AndReadsTheRest(string line, string field, string message)
    {
        var trace = Lines.Read(Lines.Good, "", line, Lines.Good);

        Assert.Equal(2, trace.Runs.Count);
        var skipped = Assert.Single(trace.Skipped);
        Assert.Equal((3, field), (skipped.Line, skipped.Field));
        Assert.Contains(message, skipped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", skipped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CircleOfSteps_NamesIt()
    {
        static string Step(string id, string after) => $$"""{"id":"{{id}}","operation":"o","kind":"code","seconds":1,"after":["{{after}}"]}""";
        var trace = Lines.Read(Lines.Good, $$"""{"run":"r","steps":[{{Step("a", "c")}},{{Step("b", "a")}},{{Step("c", "b")}},{{Step("d", "a")}}]}""");

        Assert.Equal(new SkippedLine(2, "steps[0].after", "the step waits for itself: a after c after b after a"), Assert.Single(trace.Skipped));
    }

    [Fact]
    public void Read_InvalidUtf8_SkipsTheLine()
    {
        byte[] bad = [.. """{"run":"r"""u8, 0xC3, 0x28, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Lines.Good)];

        var trace = Lines.Read(bad);

        Assert.Single(trace.Runs);
        Assert.Equal(new SkippedLine(1, "$", "invalid UTF-8"), Assert.Single(trace.Skipped));
    }

    [Fact]
    public void Read_NestedTooDeep_SkipsTheLine()
    {
        var deep = $$"""{"run":"r","steps":[],"x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";

        var skipped = Assert.Single(Lines.Read(Lines.Good, deep).Skipped);

        Assert.Equal(2, skipped.Line);
        Assert.StartsWith("x[0][0]", skipped.Field, StringComparison.Ordinal);
        Assert.True(skipped.Field.Length < 100, skipped.Field);
        Assert.Equal("nested deeper than 64 levels; nothing as deep is read", skipped.Message);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0 }, "UTF-16")]
    [InlineData(new byte[] { (byte)' ', 0, (byte)'{', 0 }, "UTF-16")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "gzip")]
    public void Read_OtherKindOfFile_SaysWhatItIs(byte[] bytes, string message)
    {
        var error = Assert.Throws<TraceException>(() => Lines.Read(bytes));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
