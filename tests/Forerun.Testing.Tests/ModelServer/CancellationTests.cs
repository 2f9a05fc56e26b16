using Forerun.Pricing;

namespace Forerun.Testing.Tests.ModelServer;

public sealed class CancellationTests
{
    private const string Text = "aaaabbbbccccddddeeeeffff";

    [Fact]
    public async Task Stream_ClientLeaves_TokensUntilThenAreCounted()
    {
        using var time = new WatchedTime();
        await using var lab = await Lab.PacedAsync(time, Text);
        var post = lab.PostAsync(Lab.Streamed());
        await time.AdvanceAsync(370);
        await time.AdvanceAsync(10);
        await time.AdvanceAsync(10);
        await time.SomebodyWaitsAsync();
        (await post).Dispose();
        await EndsAsync(lab, 3);
    }

    [Fact]
    public async Task NotStreamed_ClientLeaves_TokensThatThereWasTimeForAreCounted()
    {
        using var time = new WatchedTime();
        await using var lab = await Lab.PacedAsync(time, Text);
        using var patience = new CancellationTokenSource();
        var post = lab.PostAsync(Lab.Body(), patience.Token);
        await time.AdvanceAsync(395);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        await EndsAsync(lab, 3);
    }

    [Fact]
    public async Task Stream_ClientLeavesBeforeTheFirstToken_OnlyInputIsBilled()
    {
        using var time = new WatchedTime();
        await using var lab = await Lab.PacedAsync(time, Text);
        using var patience = new CancellationTokenSource();
        var post = lab.PostAsync(Lab.Streamed(), patience.Token);
        await time.AdvanceAsync(369);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        await EndsAsync(lab, 0);
    }

    [Fact]
    public async Task HugeReply_ClientLeaves_TheServerGoesOnNoLonger()
    {
        await using var lab = await Lab.StartAsync(null, o => o with
        {
            Faults = Lab.Once(ModelFault.HugeReply), FaultSizes = new() { HugeTokens = 1_000_000 },
        });
        using (var response = await lab.PostAsync(Lab.Streamed()))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            for (var i = 0; i < 10; i++) await reader.ReadLineAsync();
        }

        await lab.Server.Requests[0].Ended;
        Assert.Equal(RequestOutcome.Cancelled, lab.Server.Requests[0].Outcome);
        Assert.InRange(lab.Server.Requests[0].TokensSent, 4, 999_999);
    }

    private static async Task EndsAsync(Lab lab, int tokens)
    {
        var request = lab.Server.Requests[0];
        await request.Ended;
        Assert.Equal((RequestOutcome.Cancelled, tokens), (request.Outcome, request.TokensSent));
        Assert.Equal(new TokenUsage(2, tokens, 0, null, 0), request.Usage);
    }
}
