using System.Text.Json;
using Forerun.Cli.Demo.Support.Models;
using Forerun.Testing;

namespace Forerun.Cli.Tests.Demo.Support;

/// <summary>The support demo against somebody else's service, over HTTP.</summary>
public sealed class SupportEndpointTests : Scratch
{
    private const string Key = "sk-planted-4321";

    [Fact]
    public async Task Endpoint_IsAskedByItsKey_ByBothPasses()
    {
        await using var server = await ServerAsync();

        var page = await DemoAsync(server.Endpoint, Key);
        var json = await DemoAsync(server.Endpoint, Key, "--json");

        Assert.Equal((0, 0), (page.Code, json.Code));
        Assert.Contains("There is no drafter.", page.Out, StringComparison.Ordinal);
        Assert.True(json.Json.GetProperty("sampled").GetBoolean());
        Assert.True(json.Json.GetProperty("same_requests").GetBoolean());
        Assert.True(json.Json.GetProperty("usd").GetProperty("sequential").GetDecimal() > 0);
        Assert.True(json.Json.GetProperty("saved_by").GetProperty("drafting").GetDecimal() == 0);
        Assert.Equal(JsonValueKind.Null, json.Json.GetProperty("foresight_saved_by").ValueKind);
        Assert.DoesNotContain(Key, page.Out + page.Error + json.Out + json.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "There is no key for 127.0.0.1; set OPENAI_API_KEY")]
    [InlineData("sk-wrong", "does not accept the key for the model 'gpt-4o-mini' (HTTP 401, invalid_api_key); check the key")]
    public async Task Key_MissingOrWrong_IsOneSentence(string? key, string sentence)
    {
        await using var server = await ServerAsync();

        var run = await DemoAsync(server.Endpoint, key, "--json");

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("sk-", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_WithoutAModel_IsWrongUsage() =>
        Assert.Equal(2, (await new DemoRun(Folder).CommandAsync(Key, "support", "--endpoint", "https://example.org/v1")).Code);

    private Task<Run> DemoAsync(Uri endpoint, string? key, params string[] more) => new DemoRun(Folder).CommandAsync(
        key, ["support", "--endpoint", endpoint.ToString(), "--model", "gpt-4o-mini", "--conversations", "1", .. more]);

    private static Task<ModelServer> ServerAsync() => ModelServer.StartAsync(
        new ModelServerOptions(RealTime.Clock, new SupportScript(10, "nobody drafts")) { Models = ["gpt-4o-mini"], ApiKey = Key, Speed = double.PositiveInfinity });
}
