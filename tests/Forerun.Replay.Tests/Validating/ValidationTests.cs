using Forerun.Replay.Validating;

namespace Forerun.Replay.Tests.Validating;

public class ValidationTests
{
    private static readonly string[] Published =
        ["decision_boundary", "probability_threshold", "posterior_recovery", "streaming_cancellation", "implied_lambda", "self_limit"];

    [Fact]
    public void Run_ThisBuild_PassesEveryCheckOfTheAppendix()
    {
        var checks = Validation.Run(TestContext.Current.CancellationToken);
        Assert.Equal(Published, checks.Select(c => c.Name));
        Assert.All(checks, c => Assert.True(c.Passed, c.ToString()));
    }

    [Fact]
    public void Run_Twice_SaysTheSame() =>
        Assert.Equal(PosteriorRecovery.Check(default), PosteriorRecovery.Check(TestContext.Current.CancellationToken));

    [Fact]
    public void Passed_DeviationIsNoNumber_IsFalse() => Assert.False(new Check("x", double.NaN, 1).Passed);
}
