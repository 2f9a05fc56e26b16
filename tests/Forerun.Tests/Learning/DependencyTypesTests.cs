using Forerun.Learning;

namespace Forerun.Tests.Learning;

public class DependencyTypesTests
{
    [Theory]
    [InlineData("boolean_gate", 0.85, 4)]
    [InlineData("passthrough", 0.95, 4)]
    [InlineData("lookup", 0.80, 4)]
    [InlineData("extraction", 0.60, 4)]
    [InlineData("ranked_first", 0.45, 4)]
    [InlineData("drafted_step", 0.50, 2)]
    [InlineData("free_text", 0.10, 4)]
    [InlineData("human_reply", 0.25, 4)]
    [InlineData("verified", 0.7, 4)]
    [InlineData("unknown", 0.20, 1)]
    [InlineData("nobody knows it", 0.20, 1)]
    public void Of_Type_HasItsRow(string type, double mean, double strength) =>
        Assert.Equal(new Prior(mean, strength), DependencyTypes.Of(type));

    [Theory]
    [InlineData(null, 0.5)]
    [InlineData(0, 0.5)]
    [InlineData(5, 0.2)]
    public void Of_RouterAndClassifier_StartFromOneOverTheirWays(int? ways, double mean)
    {
        Assert.Equal(new Prior(mean, 2, Symmetric: true), DependencyTypes.Of("router_k_way", ways));
        Assert.Equal(new Prior(mean, 2), DependencyTypes.Of("classifier", ways));
    }

    [Fact]
    public void Names_AllTypes_AreNotUnknownOnes()
    {
        Assert.Equal(12, DependencyTypes.Names.Distinct().Count());
        foreach (var name in DependencyTypes.Names.Except(["unknown"])) Assert.NotEqual(DependencyTypes.Of("unknown"), DependencyTypes.Of(name));
    }
}
