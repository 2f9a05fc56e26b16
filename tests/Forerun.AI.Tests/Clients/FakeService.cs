using System.Text.Json;
using Forerun.AI.Clients;
using Forerun.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Forerun.AI.Tests.Clients;

/// <summary>A service on loopback that answers every request as the test says, and keeps what it was asked.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    public const string Key = "sk-planted-0123456789";

    private readonly WebApplication app;

    private FakeService(WebApplication app) => this.app = app;

    public List<JsonElement> Requests { get; } = [];

    public ManualTime Time { get; } = new();

    public Uri Endpoint => new(app.Urls.First() + "/v1");

    public static async Task<FakeService> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new FakeService(builder.Build());
        service.app.MapPost("/v1/chat/completions", async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            lock (service.Requests) service.Requests.Add(body.RootElement.Clone());
            await answer(context);
        });
        await service.app.StartAsync();
        return service;
    }

    public static Task<FakeService> Json(string json, int status = 200) => Start(context => Write(context, json, status));

    public static Task<FakeService> Stream(params string[] chunks) => Start(context => Write(context, chunks));

    public static Task Write(HttpContext context, string json, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    public static async Task Write(HttpContext context, params string[] chunks)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var chunk in chunks) await context.Response.WriteAsync($"data: {chunk}\n\n");
        await context.Response.Body.FlushAsync();
    }

    public OpenAIChatClient Client(Uri? endpoint = null) =>
        new(new OpenAIChatClientOptions { Endpoint = endpoint ?? Endpoint, Model = "small", Key = Key, Timeout = TimeSpan.FromSeconds(5) }, Time);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
