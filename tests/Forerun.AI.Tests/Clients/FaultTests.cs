using Forerun.AI.Clients;

namespace Forerun.AI.Tests.Clients;

public sealed class FaultTests
{
    [Theory]
    [InlineData(401, ModelErrorKind.KeyRefused)]
    [InlineData(403, ModelErrorKind.KeyRefused)]
    [InlineData(404, ModelErrorKind.UnknownModel)]
    [InlineData(400, ModelErrorKind.RequestRefused)]
    [InlineData(429, ModelErrorKind.RateLimited)]
    [InlineData(500, ModelErrorKind.ServiceFailed)]
    [InlineData(503, ModelErrorKind.ServiceFailed)]
    public async Task Status_BecomesItsKind_WithOneCallAndNoKey(int status, ModelErrorKind kind)
    {
        await using var service = await FakeService.Start(context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return FakeService.Write(context, Said.Error($"bad key {FakeService.Key}"), status);
        });
        using var client = service.Client();

        foreach (var error in new[] { await Whole(client), await Streamed(client) })
        {
            AssertOneSentence(error, kind);
            Assert.Equal((status, TimeSpan.FromSeconds(7), "bad key ***"), (error.Status, error.RetryAfter, error.ServiceMessage));
            Assert.False(error.MayBeBilled);
        }

        Assert.Equal(2, service.Requests.Count);
    }

    /// <summary>Neither the key nor what is asked goes to an address that the user did not name.</summary>
    [Theory]
    [InlineData(302)]
    [InlineData(308)]
    public async Task Redirect_IsNotFollowed(int status)
    {
        await using var elsewhere = await FakeService.Json("{}");
        await using var service = await FakeService.Start(context =>
        {
            context.Response.Headers.Location = elsewhere.Endpoint.ToString();
            return FakeService.Write(context, "", status);
        });
        using var client = service.Client();

        foreach (var error in new[] { await Whole(client), await Streamed(client) })
        {
            AssertOneSentence(error, ModelErrorKind.RequestRefused);
            Assert.Equal(status, error.Status);
            Assert.Contains("points to another address", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/v1")]
    [InlineData("http://nowhere.invalid/v1")]
    public async Task WrongHost_IsUnreachable(string endpoint)
    {
        await using var service = await FakeService.Json("{}");
        using var client = service.Client(new Uri(endpoint));

        AssertOneSentence(await Whole(client), ModelErrorKind.Unreachable);
        AssertOneSentence(await Streamed(client), ModelErrorKind.Unreachable);
    }

    [Fact]
    public async Task TlsToAPlainPort_IsTlsRefused()
    {
        await using var service = await FakeService.Json("{}");
        using var client = service.Client(new UriBuilder(service.Endpoint) { Scheme = "https" }.Uri);

        AssertOneSentence(await Whole(client), ModelErrorKind.TlsRefused);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"choices":[]}""")]
    public async Task OtherBody_IsMalformed(string body)
    {
        await using var service = await FakeService.Json(body);
        using var client = service.Client();

        AssertOneSentence(await Whole(client), ModelErrorKind.Malformed);
    }

    [Fact]
    public async Task MalformedChunk_EndsTheStreamAfterWhatWasGood()
    {
        await using var service = await FakeService.Stream(Said.Text("Good "), """{"choices": [{"index":""", Said.Done);
        using var client = service.Client();
        var seen = new List<string>();

        AssertOneSentence(await Streamed(client, seen), ModelErrorKind.Malformed);
        Assert.Equal(["Good "], seen);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"choices":7}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"tired"}]}""")]
    [InlineData("""{"error":{"message":"overloaded"}}""")]
    public async Task ChunkOfAnotherKind_EndsInOneClearError(string chunk)
    {
        await using var service = await FakeService.Stream(Said.Text("Good "), chunk, Said.Done);
        using var client = service.Client();

        var error = await Streamed(client);

        Assert.True(error.Kind is ModelErrorKind.Malformed or ModelErrorKind.Cut, $"{error.Kind}");
        AssertOneSentence(error, error.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CutStream_IsCut(bool aborts)
    {
        await using var service = await FakeService.Start(async context =>
        {
            await FakeService.Write(context, Said.Text("Good "));
            if (aborts) context.Abort();
        });
        using var client = service.Client();

        var error = await Streamed(client);

        AssertOneSentence(error, ModelErrorKind.Cut);
        Assert.True(error.MayBeBilled);
    }

    [Fact]
    public async Task StreamWithoutAChoice_IsSaidToHoldNoAnswer()
    {
        await using var service = await FakeService.Stream(Said.UsageChunk, Said.Done);
        using var client = service.Client();

        var error = await Streamed(client);

        AssertOneSentence(error, ModelErrorKind.Cut);
        Assert.Contains("without an answer", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamThatIsDoneAndNotFinished_IsSaidNotToBeWhole()
    {
        await using var service = await FakeService.Stream(Said.Text("Good "), Said.Done);
        using var client = service.Client();

        var error = await Streamed(client);

        AssertOneSentence(error, ModelErrorKind.Cut);
        Assert.Contains("without saying that the answer is whole", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoKey_IsToldBeforeAnythingIsSent()
    {
        var options = new OpenAIChatClientOptions { Model = "small", Key = " " };

        var error = Assert.Throws<ModelException>(() => new OpenAIChatClient(options, new Forerun.Testing.ManualTime()));

        AssertOneSentence(error, ModelErrorKind.NoKey);
    }

    private static Task<ModelException> Whole(OpenAIChatClient client) => Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Said.Hello));

    private static Task<ModelException> Streamed(OpenAIChatClient client, List<string>? seen = null) => Assert.ThrowsAsync<ModelException>(async () =>
    {
        await foreach (var update in client.GetStreamingResponseAsync(Said.Hello)) seen?.Add(update.Text);
    });

    private static void AssertOneSentence(ModelException error, ModelErrorKind kind)
    {
        Assert.Equal(kind, error.Kind);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(". ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeService.Key, error.ToString(), StringComparison.Ordinal);
    }
}
