using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Forerun.Testing.Tests.ModelServer;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("""{"messages":[{"role":"user","content":"hello"}]}""", "model")]
    [InlineData("""{"model":"large"}""", "messages")]
    [InlineData("""{"model":"large","messages":[]}""", "messages")]
    [InlineData("""{"model":"large","messages":["hello"]}""", "messages[0].role")]
    [InlineData("""{"model":"large","messages":[{"role":"user"}],"n":2}""", "n")]
    [InlineData("""{"model":"large","messages":[{"role":"user"}],"max_tokens":0}""", "max_completion_tokens")]
    [InlineData("""{"model":"large","messages":[{"role":"user","role":"user"}]}""", null)]
    public async Task Request_Wrong_Is400AndSaysWhere(string body, string? param)
    {
        await using var lab = await Lab.StartAsync();
        var error = await ErrorAsync(lab, body, HttpStatusCode.BadRequest);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Equal(JsonValueKind.Null, error.GetProperty("code").ValueKind);
        Assert.Equal((body, RequestOutcome.Refused), (lab.Server.Requests[0].Body, lab.Server.Requests[0].Outcome));
        Assert.Null(lab.Server.Requests[0].Usage);
    }

    [Fact]
    public async Task Model_Unknown_Is404()
    {
        await using var lab = await Lab.StartAsync();
        var error = await ErrorAsync(lab, Lab.Body().Replace("large", "huge"), HttpStatusCode.NotFound);
        Assert.Equal("model_not_found", error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData("planted-key", HttpStatusCode.OK)]
    public async Task Key_Set_IsAskedForAndNeverRepeated(string? key, HttpStatusCode expected)
    {
        await using var lab = await Lab.StartAsync(null, o => o with { ApiKey = "planted-key" });
        if (key is not null) lab.Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var response = await lab.PostAsync(Lab.Body());
        using var models = await lab.Client.GetAsync("models");
        Assert.Equal((expected, expected), (response.StatusCode, models.StatusCode));
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(expected == HttpStatusCode.Unauthorized, text.Contains("invalid_api_key"));
        Assert.DoesNotContain("planted-key", text);
    }

    [Fact]
    public async Task Path_Unknown_Is404()
    {
        await using var lab = await Lab.StartAsync();
        using var response = await lab.Client.GetAsync("embeddings");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("invalid_request_error", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Script_Throws_Is500WithItsMessage()
    {
        await using var lab = await Lab.StartAsync(ModelScript.Of(_ => throw new InvalidOperationException("out of lines")));
        var error = await ErrorAsync(lab, Lab.Body(), HttpStatusCode.InternalServerError);
        Assert.Contains("out of lines", error.GetProperty("message").GetString());
        Assert.Equal(RequestOutcome.Faulted, lab.Server.Requests[0].Outcome);
    }

    private static async Task<JsonElement> ErrorAsync(Lab lab, string body, HttpStatusCode status)
    {
        using var response = await lab.PostAsync(body);
        Assert.Equal(status, response.StatusCode);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        await lab.Server.Requests[0].Ended;
        return json.GetProperty("error");
    }
}
