using Forerun.Cli.Demo.Models;
using Forerun.Testing;

namespace Forerun.Cli.Tests.Demo;

/// <summary>Somebody else's service, over HTTP, and everything about it that can be wrong.</summary>
public sealed class EndpointTests : Scratch
{
    private const string Key = "sk-planted-4321";

    [Fact]
    public async Task Endpoint_IsAskedByItsKey_AndTheComparisonSaysWhatItCompares()
    {
        await using var server = await ServerAsync("gpt-4o-mini");

        var page = await DemoAsync(Key, server.Endpoint, "gpt-4o-mini");
        var json = await DemoAsync(Key, server.Endpoint, "gpt-4o-mini", "--json");

        Assert.Equal(0, page.Code);
        Assert.Contains("as far as sampled answers can be compared", Words(page.Out), StringComparison.Ordinal);
        Assert.Contains("'gpt-4o-mini', and bills you for both passes", Words(page.Out), StringComparison.Ordinal);
        Assert.True(json.Json.GetProperty("sampled").GetBoolean());
        Assert.True(json.Json.GetProperty("same_requests").GetBoolean());
        Assert.True(json.Json.GetProperty("usd").GetProperty("sequential").GetDecimal() > 0);
        Assert.DoesNotContain(Key, page.Out + page.Error + json.Out + json.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelWithoutAPrice_IsSaidOnce_AndNothingIsBet()
    {
        await using var server = await ServerAsync("house-model");

        var run = await DemoAsync(Key, server.Endpoint, "house-model", "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(2, run.Error.Split("house-model").Length - 1); // the sentence, and the line that maps it
        Assert.Contains("--prices FILE", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, run.Json.GetProperty("bets").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.Json.GetProperty("usd").GetProperty("sequential").ValueKind);
        Assert.True(run.Json.GetProperty("same_answer").GetBoolean());
    }

    [Theory]
    [InlineData(null, "There is no key for 127.0.0.1; set OPENAI_API_KEY")]
    [InlineData("sk-wrong", "does not accept the key for the model 'gpt-4o-mini' (HTTP 401, invalid_api_key); check the key")]
    public async Task Key_MissingOrWrong_IsOneSentence(string? key, string sentence)
    {
        await using var server = await ServerAsync("gpt-4o-mini");

        OneSentence(sentence, await DemoAsync(key, server.Endpoint, "gpt-4o-mini", "--json"));
    }

    [Fact]
    public async Task UnknownModel_IsOneSentence()
    {
        await using var server = await ServerAsync("gpt-4o");

        OneSentence("knows no model 'gpt-4o-mini', or the endpoint's path is wrong (HTTP 404, model_not_found); check both.", await DemoAsync(Key, server.Endpoint, "gpt-4o-mini", "--json"));
    }

    [Fact]
    public async Task NoTls_IsOneSentence()
    {
        await using var server = await ServerAsync("gpt-4o");
        var secure = new UriBuilder(server.Endpoint) { Scheme = "https" }.Uri;

        OneSentence("check that it speaks TLS (https) and that its certificate is trusted here.", await DemoAsync(Key, secure, "gpt-4o", "--json"));
    }

    [Fact]
    public async Task NobodyThere_IsOneSentence()
    {
        var server = await ServerAsync("gpt-4o");
        await server.DisposeAsync();

        OneSentence("; check the endpoint and that the service runs.", await DemoAsync(Key, server.Endpoint, "gpt-4o", "--json"));
    }

    private static string Words(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static void OneSentence(string sentence, Run run)
    {
        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain(Key, run.Error, StringComparison.Ordinal);
    }

    private Task<Run> DemoAsync(string? key, Uri endpoint, string model, params string[] more) => new DemoRun(Folder).CommandAsync(
        key, ["--endpoint", endpoint.ToString(), "--model", model, "--emails", "2", .. more]);

    private static Task<ModelServer> ServerAsync(string model) => ModelServer.StartAsync(
        new ModelServerOptions(RealTime.Clock, new AnswerScript(1)) { Models = [model], ApiKey = Key, Speed = double.PositiveInfinity });
}
