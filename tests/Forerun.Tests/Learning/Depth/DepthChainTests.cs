using Forerun.Learning.Depth;

namespace Forerun.Tests.Learning.Depth;

public class DepthChainTests
{
    private static readonly DepthChain Three = Chains.Of("three", 3);

    /// <summary>What is right stays as it is: the return of a state is what V already says, at any lambda.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.95)]
    [InlineData(1)]
    public void Returns_OfTheTrueValues_AreTheTrueValues(double lambda)
    {
        var returns = new double[3];
        Three.Returns(s => 3 - Three.States.ToList().IndexOf(s), lambda, returns);
        Assert.Equal([3.0, 2.0, 1.0], returns.Select(r => Math.Round(r, 12)));
    }

    /// <summary>By hand, with V = 5 everywhere: 1; 1 + 0.1·5 + 0.9·1 = 2.4; 1 + 0.1·5 + 0.9·2.4 = 3.66. Nothing is bootstrapped past the end.</summary>
    [Fact]
    public void Returns_OfWrongValues_MixThemIn()
    {
        var returns = new double[3];
        Three.Returns(_ => 5, 0.9, returns);
        Assert.Equal([3.66, 2.4, 1.0], returns.Select(r => Math.Round(r, 12)));
    }

    [Fact]
    public void Chain_OfNothing_IsRefused() => Assert.Throws<ArgumentException>(() => new DepthChain([]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Lesson_WithATauThatIsNone_IsRefused(double tau) => Assert.Throws<ArgumentOutOfRangeException>(() => new DepthLesson(Three, tau));
}
