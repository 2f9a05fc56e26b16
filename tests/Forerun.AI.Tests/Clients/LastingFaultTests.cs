using Forerun.AI.Clients;
using Forerun.AI.Retrying;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Clients;

/// <summary>What no other try can mend, over real HTTP: one sentence that says what happened, where and what to do, at once.</summary>
public sealed class LastingFaultTests
{
    private const string Key = "sk-planted-0123456789";

    public static TheoryData<ModelFault, ModelErrorKind, string> Table { get; } = new()
    {
        { ModelFault.OutOfCredit, ModelErrorKind.OutOfCredit, "The account at HOST has nothing left to pay for the model 'small' with (HTTP 429, insufficient_quota); waiting does not help" },
        { ModelFault.NotOffered, ModelErrorKind.RequestRefused, "HOST does not offer chat completions at this path (HTTP 501, invalid_request_error); check that the endpoint ends with its version" },
        { ModelFault.WebPage, ModelErrorKind.Malformed, "HOST answered with a web page (HTTP 200); check that the endpoint ends with its version" },
        { ModelFault.EmptyAnswer, ModelErrorKind.Malformed, "HOST answered with nothing (HTTP 200); check that the endpoint ends with its version" },
        { ModelFault.Unstreamed, ModelErrorKind.Malformed, "HOST answered in one piece though a stream was asked for; use a service that streams" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Fault_IsOneSentence_WithoutAnotherTry(ModelFault fault, ModelErrorKind kind, string sentence)
    {
        await using var server = await ServerAsync(fault);
        using var client = Client(server);

        var error = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Said.Hello)) Assert.Fail($"There is no update, and there was '{update.Text}'.");
        });

        Assert.Equal(kind, error.Kind);
        Assert.StartsWith(sentence.Replace("HOST", server.Endpoint.Authority, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        AssertOneSentence(error);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void EveryLastingFault_IsInTheTable() =>
        Assert.Equal(FaultPlan.Lasting, Table.Select(row => row.Data.Item1));

    [Theory]
    [InlineData(ModelFault.OutOfCredit)]
    [InlineData(ModelFault.NotOffered)]
    [InlineData(ModelFault.WebPage)]
    [InlineData(ModelFault.EmptyAnswer)]
    public async Task Unstreamed_FaultIsOneSentence_WithoutAnotherTry(ModelFault fault)
    {
        await using var server = await ServerAsync(fault);
        using var client = Client(server);

        AssertOneSentence(await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Said.Hello)));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AnswerInOnePiece_WhereNoStreamWasAskedFor_IsAnAnswer()
    {
        await using var server = await ServerAsync(ModelFault.Unstreamed);
        using var client = Client(server);

        Assert.Equal("Hi", (await client.GetResponseAsync(Said.Hello)).Text);
    }

    [Fact]
    public async Task RequestRefused_NamesTheServicesOwnNameForIt_AndNoPropertyOfOurs()
    {
        await using var service = await FakeService.Json("""{"error":{"message":"m","type":"invalid_request_error","code":"context_length_exceeded"}}""", 400);
        using var client = service.Client();

        var error = await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Said.Hello));

        Assert.StartsWith(
            $"{service.Endpoint.Authority} does not accept the request for the model 'small' (HTTP 400, context_length_exceeded); check", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ServiceMessage", error.Message, StringComparison.Ordinal);
        AssertOneSentence(error);
    }

    [Theory]
    [InlineData("""{"error":{"message":"m","code":"sk-planted-0123456789"}}""", "(HTTP 400)")]
    [InlineData("""{"error":{"message":"m","code":"Tell me about Ann"}}""", "(HTTP 400)")]
    [InlineData("""{"error":{"message":"m","code":400,"type":"bad_request"}}""", "(HTTP 400, bad_request)")]
    [InlineData("""{"error":"no object"}""", "(HTTP 400)")]
    [InlineData("<html>", "(HTTP 400)")]
    public async Task RequestRefused_WhatIsNoName_IsNotRepeated(string body, string told)
    {
        await using var service = await FakeService.Json(body, 400);
        using var client = service.Client();

        var error = await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Said.Hello));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        AssertOneSentence(error);
    }

    [Fact]
    public async Task NoMessage_IsTheCallersMistake_AndNotTheServices()
    {
        await using var service = await FakeService.Json("{}");
        using var client = service.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetResponseAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await client.GetStreamingResponseAsync([]).ToChatResponseAsync());
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task StreamWithoutAPiece_SaysThatNothingHadBegun()
    {
        await using var service = await FakeService.Stream();
        using var client = service.Client();

        var error = await Assert.ThrowsAsync<ModelException>(async () => await client.GetStreamingResponseAsync(Said.Hello).ToChatResponseAsync());

        Assert.Contains("ended its stream before the first piece", error.Message, StringComparison.Ordinal);
        AssertOneSentence(error);
    }

    private static Task<ModelServer> ServerAsync(ModelFault fault) => ModelServer.StartAsync(new ModelServerOptions(new ManualTime(), ModelScript.Always("Hi"))
    {
        ApiKey = Key, Models = ["small"], Faults = FaultPlan.Of(_ => fault), Pacing = new() { FirstToken = TimeSpan.Zero, PerToken = TimeSpan.Zero },
    });

    /// <summary>A client that would try again, on a clock that stands still: a wait would never end.</summary>
    private static IChatClient Client(ModelServer server)
    {
        var time = new ManualTime();
        return new OpenAIChatClient(new() { Endpoint = server.Endpoint, Model = "small", Key = Key }, time).WithRetries(new RetryOptions(), time, static () => 0.5);
    }

    private static void AssertOneSentence(ModelException error)
    {
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(". ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }
}
