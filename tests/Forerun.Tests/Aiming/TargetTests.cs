using Forerun.Aiming;

namespace Forerun.Tests.Aiming;

public class TargetTests
{
    [Theory]
    [InlineData("extra<=20%", "extra<=20%")]
    [InlineData(" extra <= 2.5 % ", "extra<=2.5%")]
    [InlineData("extra<=0%", "extra<=0%")]
    [InlineData("p95<=8s", "p95<=8s")]
    [InlineData("p50 <= 0.25 s", "p50<=0.25s")]
    public void Parse_OfATarget_IsReadAndWrittenAlike(string text, string written)
    {
        Assert.Equal(written, Target.Parse(text)!.ToString());
        Assert.Equal(Target.Parse(text), Target.Parse(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("extra<20%")]
    [InlineData("extra<=-1%")]
    [InlineData("extra<=1001%")]
    [InlineData("p0<=8s")]
    [InlineData("p100<=8s")]
    [InlineData("p95<=0s")]
    [InlineData("p95<=1.2.3s")]
    public void Parse_OfWhatIsNone_IsNull(string text) => Assert.Null(Target.Parse(text));
}
