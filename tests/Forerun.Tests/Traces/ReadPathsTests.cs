using Forerun.Traces;

namespace Forerun.Tests.Traces;

/// <summary>Parts that dependencies read and that no output has.</summary>
public class ReadPathsTests
{
    [Fact]
    public void Read_PartThatNoOutputHas_SkipsTheLinesAndNamesTheField()
    {
        var trace = Lines.Read(Run("a", """{"label":"x"}""", "$.lable"), Lines.Good, Run("b", """{"label":"y"}""", "$.lable"));

        Assert.Equal(["good"], trace.Runs.Select(r => r.Run));
        Assert.Equal([(1, "steps[1].after[0].reads"), (3, "steps[1].after[0].reads")], trace.Skipped.Select(s => (s.Line, s.Field)));
        Assert.Equal("no output of \"classify\" in this trace has $.lable, so nobody can have read it", trace.Skipped[0].Message);
    }

    [Fact]
    public void Read_NothingButSuchRuns_IsOneError() => Assert.Contains(
        "line 1, steps[1].after[0].reads: no output of \"classify\"",
        Assert.Throws<TraceException>(() => Lines.Read(Run("a", """{"label":"x"}""", "$.items[0].id"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"label":"x"}""", """{"other":1}""", "$.label")] // there in one run
    [InlineData("""{"items":[]}""", """{"items":[{"id":null}]}""", "$.items[0].id")] // null is there
    [InlineData("null", "null", "$.label")] // nothing was put out, which says nothing of other runs
    [InlineData("\"x\"", "7", "$")]
    public void Read_PartThatSomeOutputHas_IsReadEverywhere(string one, string other, string path)
    {
        var trace = Lines.Read(Run("a", one, path), Run("b", other, path));

        Assert.Empty(trace.Skipped);
        Assert.Equal(2, trace.Runs.Count);
    }

    [Fact]
    public void Read_StepsOutOfOrder_NamesThePlaceInTheFile() => Assert.Equal("steps[0].after[0].reads", Lines.Read(Lines.Good,
        """{"run":"r","steps":[{"id":"2","operation":"draft","kind":"code","seconds":1,"after":[{"id":"1","reads":"$.no"}]},{"id":"1","operation":"classify","kind":"code","seconds":1,"output":{}}]}""")
        .Skipped[0].Field);

    private static string Run(string name, string output, string path) =>
        $$"""{"run":"{{name}}","steps":[{"id":"1","operation":"classify","kind":"code","seconds":1,"output":{{output}}},{"id":"2","operation":"draft","kind":"code","seconds":1,"after":[{"id":"1","type":"lookup","reads":"{{path}}"}]}]}""";
}
