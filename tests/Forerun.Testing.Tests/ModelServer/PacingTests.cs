namespace Forerun.Testing.Tests.ModelServer;

public sealed class PacingTests
{
    [Theory]
    [InlineData(0, 370)]
    [InlineData(1, 370)]
    [InlineData(2, 376.5)]
    [InlineData(101, 1020)]
    public void At_Defaults_AreTheMeasuredOnes(int token, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), new Pacing().At(token));

    [Theory]
    [InlineData(369, 0)]
    [InlineData(370, 1)]
    [InlineData(376.4, 1)]
    [InlineData(376.5, 2)]
    [InlineData(9999, 5)]
    public void TokensBy_IsTheInverse(double milliseconds, int tokens) =>
        Assert.Equal(tokens, new Pacing().TokensBy(TimeSpan.FromMilliseconds(milliseconds), 5));

    [Fact]
    public void TokensBy_NoTimePerToken_AllComeWithTheFirst() =>
        Assert.Equal(5, new Pacing { PerToken = TimeSpan.Zero }.TokensBy(TimeSpan.FromSeconds(0.37), 5));

    [Fact]
    public async Task Speed_Ten_TakesATenth()
    {
        using var time = new WatchedTime();
        await using var lab = await Lab.PacedAsync(time, "aaaabbbb", o => o with { Speed = 10 });
        var asked = lab.AskAsync(Lab.Body());
        await time.AdvanceAsync(37);
        Assert.False(asked.IsCompleted);
        time.Advance(1);
        Assert.Equal("aaaabbbb", (await asked).Content());
    }

    [Fact]
    public async Task Answer_OwnPacing_IsKept()
    {
        using var time = new WatchedTime();
        var answer = new ModelAnswer { Text = "ok", Pacing = new Pacing { FirstToken = TimeSpan.FromSeconds(5) } };
        await using var lab = await Lab.StartAsync(ModelScript.Always(answer), o => o with { Time = time, Speed = 1 });
        var asked = lab.AskAsync(Lab.Body());
        await time.AdvanceAsync(4999);
        Assert.False(asked.IsCompleted);
        time.Advance(1);
        Assert.Equal("ok", (await asked).Content());
    }
}
