namespace Forerun.Replay.Tests.Generating;

/// <summary>
/// DSP's table for OpenAGI, Direct to ReAct (arXiv 2509.01920, Table 1), in percent against target plus drafter. The plans are fitted to the
/// three fixed depths; the dynamic rows are what the policy makes of it.
/// </summary>
public class DspTableTests
{
    private static readonly DspTable Table = new(1);

    [Theory]
    [InlineData("fixed-depth:2", 18.00, 39.47, 20.71, 33.94)]
    [InlineData("fixed-depth:4", 25.06, 114.94, 47.88, 94.89)]
    [InlineData("fixed-depth:6", 25.88, 212.93, 90.41, 176.25)]
    public void FixedDepth_IsAsPublished(string policy, double time, double prompt, double generated, double cost)
    {
        var row = Table.Of(policy);
        Near(time, row.TimePercent);
        Near(prompt, row.PromptPercent);
        Near(generated, row.GeneratedPercent);
        Near(cost, row.CostPercent);

        void Near(double published, decimal? column) =>
            Assert.True(Math.Abs((double)column! - published) <= Math.Max(5, 0.15 * published), $"{policy}: {row}, published {published}");
    }

    [Theory]
    [InlineData("dsp", 15.68)]
    [InlineData("dsp:tau=0.99", 24.85)]
    [InlineData("dsp:offset=2", 25.26)]
    public void Dsp_ComesNearThePublishedTime(string policy, double time)
    {
        var row = Table.Of(policy);
        Assert.True(Math.Abs((double)row.TimePercent! - time) <= 5, $"{policy}: {row}, published {time}");
    }

    /// <summary>But for the time in which a step waits for a drafter that is slower.</summary>
    [Fact]
    public void Baseline_OfDepthOne_IsTargetPlusDrafter()
    {
        var row = Table.Of("fixed-depth:1");
        Assert.Equal((0m, 0m, 0m), (row.PromptPercent, row.GeneratedPercent, decimal.Round(row.CostPercent!.Value, 9)));
        Assert.InRange(row.TimePercent!.Value, -0.2m, 0);
    }
}
