using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Forerun.Testing;

/// <summary>
/// A model server for tests and demonstrations: it speaks the OpenAI chat-completions protocol over real HTTP, on the loopback interface
/// only, says what a script says at the pace of a model, goes wrong as planned, and writes down what it was asked.
/// </summary>
/// <example>
/// <code>
/// var time = new ManualTime();
/// var options = new ModelServerOptions(time, ModelScript.Always("Good morning.")) { Speed = double.PositiveInfinity };
/// await using var server = await ModelServer.StartAsync(options, cancellationToken);
/// // Point the client to server.Endpoint, let it ask, then:
/// var request = server.Requests[0];
/// await request.Ended;
/// Assert.Equal(RequestOutcome.Completed, request.Outcome);
/// </code>
/// </example>
/// <remarks>
/// A client that drops a response may read on for a while before it hangs up; <see cref="System.Net.Http.HttpClient"/> does so for up to
/// two seconds, in which tokens are produced and billed. <c>SocketsHttpHandler.ResponseDrainTimeout</c> set to zero, or a cancelled
/// token while it reads, ends it at once.
/// </remarks>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RequestLog log;
    private readonly CancellationTokenSource stopping;

    private ModelServer(WebApplication app, RequestLog log, CancellationTokenSource stopping)
    {
        this.app = app;
        this.log = log;
        this.stopping = stopping;
        Endpoint = new Uri(new Uri(app.Urls.Single()), "/v1/");
    }

    /// <summary>Where clients find it: <c>http://127.0.0.1:PORT/v1/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Every chat completion that was asked for up to now, refused ones too, in the order they came.</summary>
    public IReadOnlyList<RecordedRequest> Requests => log.All;

    /// <summary>Starts a server; it answers when this returns.</summary>
    /// <param name="options">What it works with.</param>
    /// <param name="cancellationToken">Gives the start up; it doesn't stop a server that has started.</param>
    /// <exception cref="ArgumentException">Options that can't be used; all errors at once.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ModelServer> StartAsync(ModelServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Errors().ToList() is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        var requests = new RequestLog();
        var stop = new CancellationTokenSource();
        var web = Build(options.Port);
        web.Run(new Door(options, requests, stop.Token).HandleAsync);
        try
        {
            await web.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ModelServer(web, requests, stop);
        }
        catch
        {
            stop.Dispose();
            await web.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops it: open answers are cut off, and it returns when each of them has ended and the port is free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync().ConfigureAwait(false);
        await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    /// <summary>Nothing of the environment: no settings files, no variables, no logs, no hold on the process's signals.</summary>
    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
