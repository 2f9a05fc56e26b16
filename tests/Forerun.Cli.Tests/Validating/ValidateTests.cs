using Forerun.Cli.Output;
using Forerun.Cli.Validating;
using Forerun.Replay.Validating;

namespace Forerun.Cli.Tests.Validating;

public class ValidateTests
{
    [Fact]
    public async Task Validate_AsJson_HasTheChecksWithTheirNumbers()
    {
        var run = await Run.Of("validate", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        var checks = run.Json.GetProperty("checks").EnumerateArray().ToList();
        Assert.Equal(6, checks.Count);
        Assert.All(checks, c =>
        {
            Assert.Equal(["name", "passed", "deviation", "tolerance"], c.EnumerateObject().Select(p => p.Name));
            Assert.True(c.GetProperty("deviation").GetDouble() <= c.GetProperty("tolerance").GetDouble());
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tell_OneCheckFailed_IsAFailure(bool json)
    {
        using var output = new StringWriter();
        Check[] checks = [new("decision_boundary", 0, 0), new("self_limit", 1, 0)];
        Assert.Equal(1, ValidateJob.Tell(checks, json, new Terminal(output, TextWriter.Null)));
        Assert.Contains(json ? "{\"name\":\"self_limit\",\"passed\":false,\"deviation\":1,\"tolerance\":0}" : "1 check failed.", output.ToString(), StringComparison.Ordinal);
    }
}
