using Forerun.Policies;
using Forerun.Running.Live;
using Forerun.Testing;

namespace Forerun.Tests.Policies;

public class LivePoliciesTests
{
    [Theory]
    [InlineData("sequential")]
    [InlineData("cost-aware")]
    [InlineData("forerun")]
    [InlineData("paste")]
    [InlineData("branch-beam")]
    [InlineData("fixed-depth:4")]
    [InlineData("dsp")]
    [InlineData("dsp:tau=0.9,offset=1")]
    [InlineData("speculative-actions:2")]
    [InlineData("speculative-actions:2,selective")]
    [InlineData("sherlock")]
    [InlineData("sherlock:0.25")]
    public void Find_AName_MakesAPolicyOfThatName_ForEachRunAnother(string name)
    {
        var make = LivePolicies.Find(name)!;
        Assert.Equal(name, make().Name);
        Assert.NotSame(make(), make());
        Assert.Contains(LivePolicies.All, n => n.Split(':', '[')[0] == name.Split(':')[0]);
    }

    [Fact]
    public void Default_IsOneOfAll_AndWhatAnEngineHas()
    {
        Assert.Contains(LivePolicies.Default, LivePolicies.All);
        Assert.Equal(LivePolicies.Default, new EngineOptions(new ManualTime(), () => "id").Policy().Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("oracle")]
    [InlineData("logged")]
    [InlineData("Cost-Aware")]
    [InlineData("fixed-depth")]
    public void Find_WhatIsNoPolicyOfAnyRun_IsNull(string name) => Assert.Null(LivePolicies.Find(name));

    [Theory]
    [InlineData("fixed-depth:0", "K of 'fixed-depth:0' must be a whole number from 1 to 1000")]
    [InlineData("fixed-depth:many", "K of 'fixed-depth:many' must be a whole number from 1 to 1000")]
    [InlineData("dsp:tau=2", "'dsp:tau=2' can't be read")]
    [InlineData("speculative-actions:65", "B of 'speculative-actions:65' must be a whole number from 1 to 64")]
    [InlineData("sherlock:-1", "The budget of 'sherlock:-1' must be dollars a run")]
    [InlineData("branch-beam:3", "'branch-beam:3' has a parameter, and branch-beam takes none")]
    public void Find_WithAParameterThatCantBe_SaysWhatCan(string name, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => LivePolicies.Find(name)).Message, StringComparison.Ordinal);
}
