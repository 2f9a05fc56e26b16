using Forerun.Learning.Depth;

namespace Forerun.Tests.Learning.Depth;

public class ChainBufferTests
{
    [Fact]
    public void Add_MoreThanItHolds_KeepsTheNewestInOrder()
    {
        var buffer = new ChainBuffer(3);
        var chains = Enumerable.Range(1, 8).Select(i => Chains.Of($"task{i}", 1)).ToList();
        foreach (var chain in chains) buffer.Add(chain);
        Assert.Equal(chains[5..], buffer.Chains);
    }

    [Fact]
    public void Sample_GivesWholeChainsOnceUntilThereAreEnoughStates()
    {
        var buffer = new ChainBuffer();
        for (var i = 1; i <= 20; i++) buffer.Add(Chains.Of($"task{i}", 1 + (i % 4)));
        for (var seed = 0; seed < 50; seed++)
        {
            var sample = buffer.Sample(16, new Random(seed));
            Assert.Equal(sample.Count, sample.Distinct().Count());
            Assert.InRange(sample.Sum(c => c.States.Count), 16, 19);
        }

        Assert.Equal(20, buffer.Sample(1_000, new Random(1)).Count);
        Assert.Empty(buffer.Sample(0, new Random(1)));
    }
}
