using System.Text;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

public class UnrecordedTests
{
    [Theory]
    [InlineData("model", "null", "null", 2)]
    [InlineData("model", "null", "{\"reply\":\"no\"}", 1)] // a model always says something
    [InlineData("model", "{\"tool\":\"find\",\"arguments\":null}", "{\"tool\":\"find\"}", 2)]
    [InlineData("model", "{\"calls\":[{\"tool\":\"find\",\"arguments\":null}]}", "null", 2)]
    [InlineData("model", "{\"tool\":\"list\",\"arguments\":null}", "{\"tool\":\"find\",\"arguments\":{\"id\":1}}", 0)]
    [InlineData("tool", "null", "null", 2)]
    [InlineData("tool", "null", "{\"id\":1}", 0)] // it found nothing, once
    [InlineData("human", "null", "null", 2)]
    [InlineData("code", "null", "null", 0)]
    public void Count_TwoRunsOfOneOperation_IsThatOfTheStepsThatSayNothing(string kind, string first, string second, int unrecorded) =>
        Assert.Equal(unrecorded, new Unrecorded(Of("", kind, first, second)).Count);

    [Fact]
    public void Count_RunThatSaysWhatBecameOfItsContent_IsNone() => Assert.Equal(0, new Unrecorded(Of("\"content\":\"hashed\",", "tool", "null", "null")).Count);

    private static IReadOnlyList<TraceRun> Of(string mark, string kind, params string[] outputs)
    {
        var lines = outputs.Select((output, i) => $$"""{"run":"r{{i}}",{{mark}}"steps":[{"id":"1","operation":"a","kind":"{{kind}}","model":"gpt-4o","output":{{output}},"seconds":1}]}""");
        return TraceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "t.jsonl").Runs;
    }
}
