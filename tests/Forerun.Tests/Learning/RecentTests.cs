using Forerun.Learning;

namespace Forerun.Tests.Learning;

public class RecentTests
{
    [Fact]
    public void Put_MoreThanThereIsRoomFor_ForgetsWhatDidNotComeAgain()
    {
        var recent = new Recent<int>(100);
        for (var i = 0; i < 1_000; i++)
        {
            recent.Put((ulong)i, i);
            recent.Put(7, 7); // which comes again and again
        }

        Assert.Equal(7, recent.Find(7));
        Assert.Equal(999, recent.Find(999));
        Assert.Null(recent.Find(8));
        Assert.InRange(recent.All.Count(), 100, 200);
        Assert.Equal(recent.All.Count(), recent.All.Select(k => k.Key).Distinct().Count());
    }

    [Fact]
    public void Copy_IsPutToApart()
    {
        var recent = new Recent<int>(2);
        recent.Put(1, 1);
        var copy = recent.Copy();
        copy.Put(1, 2);
        copy.Put(2, 2);

        Assert.Equal((1, null), (recent.Find(1), recent.Find(2)));
        Assert.Equal((2, 2), (copy.Find(1), copy.Find(2)));
    }
}
