using Forerun.Replay.Comparing;

namespace Forerun.Replay.Tests.Comparing;

public class BendTests
{
    [Fact]
    public void Of_AMonotoneSweep_IsNone() =>
        Assert.Empty(Bend.Of([new("p", 1, 8, 3, 0), new("p", 0, 10, 1, 0), new("p", 0.5m, 10, 1, 0), new("q", 0, 5, 5, 0)]));

    [Fact]
    public void Of_ASweep_NamesWhereItIsSlowerOrCheaper() =>
        Assert.Equal(
            [new Bend("p", 0, 0.5m, 1, 0), new Bend("q", 0.5m, 1, -1, -2)],
            Bend.Of([new("p", 0, 10, 1, 0), new("p", 0.5m, 11, 1, 0), new("p", 1, 9, 2, 0), new("q", 0.5m, 5, 5, 0), new("q", 1, 4, 3, 0)]));
}
