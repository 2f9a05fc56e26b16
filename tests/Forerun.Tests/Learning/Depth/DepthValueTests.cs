using Forerun.Learning.Depth;

namespace Forerun.Tests.Learning.Depth;

public class DepthValueTests
{
    private readonly DepthValue value = new();

    [Fact]
    public void Serving_NothingLearned_SaysOne() => Assert.Equal(1, value.Serving.ValueOf(Chains.Of("any", 1).States[0]));

    [Fact]
    public void Learn_ChainsOfSeveralTasks_ValuesEachState()
    {
        for (var i = 0; i < 100; i++)
            foreach (var length in (int[])[1, 3, 6]) Learn(Chains.Of($"task{length}", length));
        foreach (var length in (int[])[1, 3, 6])
            for (var at = 0; at < length; at++)
                Assert.Equal(length - at, value.Serving.ValueOf(Chains.Of($"task{length}", length).States[at]), 0.35);
    }

    [Theory]
    [InlineData(0.1, 1, 1.8)]
    [InlineData(0.5, 2.1, 2.9)]
    [InlineData(0.9, 3.2, 4)]
    [InlineData(0.99, 3.6, 4.1)]
    public void Learn_WithAnExpectile_LeansToItsSide(double tau, double low, double high)
    {
        // One and four steps in turn: the mean is 2.5, the expectiles at 0.1 and 0.9 are 1.3 and 3.7.
        for (var i = 0; i < 400; i++) Learn(Chains.Of("task", i % 2 == 0 ? 1 : 4), tau);
        Assert.InRange(Enumerable.Range(0, 50).Average(i =>
        {
            Learn(Chains.Of("task", i % 2 == 0 ? 1 : 4), tau);
            return value.Serving.ValueOf(Chains.Of("task", 1).States[0]);
        }), low, high);
    }

    [Fact]
    public void Learn_WhileWeightsServe_ChangesNothingOfThem()
    {
        var state = Chains.Of("task", 5).States[0];
        var before = Learn(Chains.Of("task", 5));
        var said = before.ValueOf(state);
        for (var i = 0; i < 50; i++) Learn(Chains.Of("task", 5));
        Assert.Equal(said, before.ValueOf(state));
        Assert.NotEqual(said, value.Serving.ValueOf(state));
    }

    [Fact]
    public async Task Serving_WhileOthersLearn_IsAlwaysWhole()
    {
        var states = Chains.Of("task", 6).States;
        var learning = Task.Run(() =>
        {
            for (var i = 0; i < 300; i++) Learn(Chains.Of("task", 6));
        }, TestContext.Current.CancellationToken);
        var said = 0.0;
        while (!learning.IsCompleted)
        {
            var weights = value.Serving;
            said = weights.ValueOf(states[0]);
            Assert.Equal(said, weights.ValueOf(states[0]));
        }

        await learning;
        Assert.Equal(6, value.Serving.ValueOf(states[0]), 0.3);
    }

    private DepthWeights Learn(DepthChain chain, double tau = 0.5) => value.Learn(new DepthLesson(chain, tau));
}
