using System.Net.Http.Json;
using System.Text.Json;

namespace Forerun.Testing.Tests.ModelServer;

/// <summary>A server that waits for nothing, and a client.</summary>
internal sealed class Lab : IAsyncDisposable
{
    public static readonly IModelScript Echo = ModelScript.Of(r => new ModelAnswer { Text = $"You said: {r.LastText}" });

    public required Testing.ModelServer Server { get; init; }

    public required HttpClient Client { get; init; }

    public static async Task<Lab> StartAsync(IModelScript? script = null, Func<ModelServerOptions, ModelServerOptions>? change = null)
    {
        var options = new ModelServerOptions(new ManualTime(), script ?? Echo) { Speed = double.PositiveInfinity };
        var server = await Testing.ModelServer.StartAsync(change?.Invoke(options) ?? options);

        // By default a client that drops a response goes on reading it for two seconds before it hangs up.
        var handler = new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero, UseProxy = false };
        return new Lab { Server = server, Client = new HttpClient(handler) { BaseAddress = server.Endpoint } };
    }

    /// <summary>A server that keeps its pace by a clock: the first token after 370 ms, then one each 10 ms.</summary>
    public static Task<Lab> PacedAsync(WatchedTime time, string text, Func<ModelServerOptions, ModelServerOptions>? change = null) =>
        StartAsync(ModelScript.Always(text), o =>
        {
            var paced = o with { Time = time, Speed = 1, Pacing = new Pacing { PerToken = TimeSpan.FromMilliseconds(10) } };
            return change?.Invoke(paced) ?? paced;
        });

    public static FaultPlan Once(ModelFault fault) => FaultPlan.Listed(fault);

    public static string Body(string text = "hello", string rest = "") =>
        $$"""{"model":"large","messages":[{"role":"user","content":"{{text}}"}]{{rest}}}""";

    public static string Streamed(string text = "hello", string rest = "") => Body(text, ""","stream":true,"stream_options":{"include_usage":true}""" + rest);

    public Task<HttpResponseMessage> PostAsync(string body, CancellationToken cancellationToken = default) => Client.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = new StringContent(body) },
        HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public async Task<JsonElement> AskAsync(string body)
    {
        using var response = await PostAsync(body);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A stream's data, event by event, as text; the end mark too.</summary>
    public async Task<List<string>> EventsAsync(string body)
    {
        using var response = await PostAsync(body);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var events = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
            if (line.Length > 0) events.Add(line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : throw new FormatException(line));
        return events;
    }

    /// <summary>A stream's chunks without the end mark, which must be there.</summary>
    public async Task<List<JsonElement>> ChunksAsync(string body)
    {
        var events = await EventsAsync(body);
        Assert.Equal("[DONE]", events[^1]);
        return [.. events[..^1].Select(e => JsonElement.Parse(e))];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
