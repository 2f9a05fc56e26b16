using Forerun.Deciding;
using Forerun.Pricing;

namespace Forerun.Tests.Deciding;

public class WinningsTests
{
    [Fact]
    public void Of_AnotherWorkflow_HasAPurseOfItsOwn()
    {
        var winnings = new Winnings();
        winnings.Of("mail").Add(won: new Usd(3), lost: new Usd(1));
        Assert.Equal(2, winnings.Of("mail").Net.Amount);
        Assert.Equal(0, winnings.Of("plan").Net.Amount);
    }
}
