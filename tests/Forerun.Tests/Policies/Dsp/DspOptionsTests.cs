using Forerun.Policies.Dsp;

namespace Forerun.Tests.Policies.Dsp;

public class DspOptionsTests
{
    [Theory]
    [InlineData("dsp", 0.5, 0, "dsp")]
    [InlineData("dsp:tau=0.9", 0.9, 0, "dsp:tau=0.9")]
    [InlineData("dsp:offset=2", 0.5, 2, "dsp:offset=2")]
    [InlineData("dsp:offset=-1,tau=.99", 0.99, -1, "dsp:tau=0.99,offset=-1")]
    [InlineData("dsp:tau=0.5,offset=0", 0.5, 0, "dsp")]
    public void Parse_Knobs_ReadsThem(string policy, double tau, int offset, string name)
    {
        var options = DspOptions.Parse(policy);
        Assert.Equal((tau, offset, name), (options.Tau, options.Offset, options.ToString()));
        Assert.Equal(options, DspOptions.Parse(options.ToString()));
    }

    [Theory]
    [InlineData("dsp:")]
    [InlineData("dsp:tau")]
    [InlineData("dsp:tau=")]
    [InlineData("dsp:tau=0")]
    [InlineData("dsp:tau=1")]
    [InlineData("dsp:tau=NaN")]
    [InlineData("dsp:tau=0,9")]
    [InlineData("dsp:tau=0.5,tau=0.6")]
    [InlineData("dsp:offset=1.5")]
    [InlineData("dsp:offset=101")]
    [InlineData("dsp:k=3")]
    [InlineData("dsp:tau=0.5;offset=1")]
    [InlineData("dspx")]
    public void Parse_WhatIsNoKnob_SaysHowTheyAreWritten(string policy)
    {
        var error = Assert.Throws<FormatException>(() => DspOptions.Parse(policy)).Message;
        Assert.StartsWith($"'{policy}' can't be read: write dsp[:tau=T,offset=N]", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(0.75, 2)]
    [InlineData(0.5, 1)]
    [InlineData(0.25, 0)]
    [InlineData(0, 0)]
    public void OffsetAt_ADial_IsLessTheMoreItSaves(double dial, int offset) =>
        Assert.Equal(offset, new DspOptions { Offset = 2 }.OffsetAt((decimal)dial));
}
