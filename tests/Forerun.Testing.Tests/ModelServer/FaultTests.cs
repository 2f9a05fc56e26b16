using System.Net;
using System.Text.Json;

namespace Forerun.Testing.Tests.ModelServer;

public sealed class FaultTests
{
    private const string Text = "aaaabbbbccccdddd";

    [Theory]
    [InlineData(ModelFault.RateLimited, HttpStatusCode.TooManyRequests, "rate_limit_error")]
    [InlineData(ModelFault.ServerError, HttpStatusCode.InternalServerError, "server_error")]
    public async Task Status_OnceThenTheAnswer(ModelFault fault, HttpStatusCode status, string type)
    {
        await using var lab = await StartAsync(fault);
        using var response = await lab.PostAsync(Lab.Body());
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(type, await response.Content.ReadAsStringAsync());
        Assert.Equal(Text, (await lab.AskAsync(Lab.Body())).Content());
        await EndsAsync(lab, RequestOutcome.Faulted, fault, 0);
        Assert.Null(lab.Server.Requests[0].Usage);
        Assert.Equal(ModelFault.None, lab.Server.Requests[1].Fault);
    }

    [Fact]
    public async Task RateLimited_RetryAfter_InWholeSecondsUp()
    {
        await using var lab = await StartAsync(ModelFault.RateLimited, o => o with { FaultSizes = new() { RetryAfter = TimeSpan.FromSeconds(2.1) } });
        using var response = await lab.PostAsync(Lab.Streamed());
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task CutStream_HalfOfTheTokensThenTheConnectionEnds()
    {
        await using var lab = await StartAsync(ModelFault.CutStream);
        using var response = await lab.PostAsync(Lab.Streamed());
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var lines = new List<string>();
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await reader.ReadLineAsync() is { } line) lines.Add(line);
        });
        Assert.Contains(lines, l => l.Contains("bbbb"));
        Assert.DoesNotContain(lines, l => l.Contains("cccc") || l.Contains("[DONE]"));
        await EndsAsync(lab, RequestOutcome.Faulted, ModelFault.CutStream, 2);
    }

    [Fact]
    public async Task CutStream_NotStreamed_HalfOfTheBytes()
    {
        await using var lab = await StartAsync(ModelFault.CutStream);
        await Assert.ThrowsAnyAsync<Exception>(() => lab.AskAsync(Lab.Body()));
        await EndsAsync(lab, RequestOutcome.Faulted, ModelFault.CutStream, 4);
    }

    [Fact]
    public async Task SlowFirstToken_ComesLaterByItsSize()
    {
        using var time = new WatchedTime();
        await using var lab = await Lab.PacedAsync(time, "aaaa", o => o with { Faults = Lab.Once(ModelFault.SlowFirstToken) });
        var asked = lab.AskAsync(Lab.Body());
        await time.AdvanceAsync(10_369);
        Assert.False(asked.IsCompleted);
        time.Advance(1);
        Assert.Equal("aaaa", (await asked).Content());
        await EndsAsync(lab, RequestOutcome.Completed, ModelFault.SlowFirstToken, 1);
    }

    [Fact]
    public async Task MalformedChunk_OneIsNoJsonTheOthersAre()
    {
        await using var lab = await StartAsync(ModelFault.MalformedChunk);
        var events = await lab.EventsAsync(Lab.Streamed());
        Assert.Equal("[DONE]", events[^1]);
        Assert.Single(events[..^1], e => !IsJson(e));
        await EndsAsync(lab, RequestOutcome.Faulted, ModelFault.MalformedChunk, 4);
    }

    [Fact]
    public async Task MalformedChunk_NotStreamed_BodyIsNoJson()
    {
        await using var lab = await StartAsync(ModelFault.MalformedChunk);
        using var response = await lab.PostAsync(Lab.Body());
        Assert.False(IsJson(await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task NoUsage_SaysNothingOfItThoughItCosts()
    {
        await using var lab = await StartAsync(ModelFault.NoUsage, o => o with { Faults = FaultPlan.Of(_ => ModelFault.NoUsage) });
        Assert.All(await lab.ChunksAsync(Lab.Streamed()), c => Assert.False(c.TryGetProperty("usage", out _)));
        Assert.False((await lab.AskAsync(Lab.Body())).TryGetProperty("usage", out _));
        await EndsAsync(lab, RequestOutcome.Completed, ModelFault.NoUsage, 4);
        Assert.Equal(4, lab.Server.Requests[0].Usage!.OutputTokens);
    }

    [Fact]
    public async Task HugeReply_GoesOnBeyondTheLimit()
    {
        await using var lab = await StartAsync(ModelFault.HugeReply, o => o with { FaultSizes = new() { HugeTokens = 1000 } });
        var answer = await lab.AskAsync(Lab.Body(rest: ",\"max_tokens\":2"));
        Assert.StartsWith(Text, answer.Content());
        Assert.InRange(answer.GetProperty("usage").Count("completion_tokens"), 1004, 1010);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NoAnswer_NeverAnswersUntilCancelled(bool stream)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var lab = await StartAsync(ModelFault.NoAnswer, o => o with { Faults = FaultPlan.Of(_ => Never(came)) });
        using var patience = new CancellationTokenSource();
        var post = lab.PostAsync(stream ? Lab.Streamed() : Lab.Body(), patience.Token);
        await came.Task;
        Assert.False(post.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        await EndsAsync(lab, RequestOutcome.Cancelled, ModelFault.NoAnswer, 0);
    }

    private static Task<Lab> StartAsync(ModelFault fault, Func<ModelServerOptions, ModelServerOptions>? change = null) =>
        Lab.StartAsync(ModelScript.Always(Text), o => change?.Invoke(o with { Faults = Lab.Once(fault) }) ?? o with { Faults = Lab.Once(fault) });

    private static ModelFault Never(TaskCompletionSource came)
    {
        came.SetResult();
        return ModelFault.NoAnswer;
    }

    private static async Task EndsAsync(Lab lab, RequestOutcome outcome, ModelFault fault, int tokens)
    {
        var request = lab.Server.Requests[0];
        await request.Ended;
        Assert.Equal((outcome, fault, tokens), (request.Outcome, request.Fault, request.TokensSent));
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
