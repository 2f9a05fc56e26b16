using Forerun.Cli.Comparing.Web;

namespace Forerun.Cli.Tests.Comparing.Web;

public class AxisTests
{
    [Theory]
    [InlineData(0, 100, "0 20 40 60 80 100")]
    [InlineData(3.06, 6.56, "3.5 4.0 4.5 5.0 5.5 6.0 6.5")]
    [InlineData(0.00031, 0.00049, "0.00035 0.00040 0.00045")]
    [InlineData(890, 1670, "1,000 1,200 1,400 1,600")]
    public void Ticks_AreRoundAndAFew(double least, double most, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', new Axis(least, most, 0, 1).Ticks.Select(t => t.Text)));

    [Fact]
    public void At_IsLinear_AlsoUpsideDown()
    {
        var axis = new Axis(10, 20, 300, 100);

        Assert.Equal((300.0, 200.0, 100.0), (axis.At(10.0), axis.At(15.0), axis.At(20.0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Around_OneValue_HasRoomOnBothSides(int value)
    {
        var axis = Axis.Around([value, value], 0, 100);

        Assert.Equal(50, axis.At((decimal)value), 6);
        Assert.NotEmpty(axis.Ticks);
    }
}
