using Forerun.AI.Clients;
using Forerun.AI.Retrying;
using Forerun.AI.Steps;
using Forerun.Running.Limiting;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Models;

/// <summary>Who answers: a model server of our own in this process, or a service somewhere else. One for each of the two passes.</summary>
internal sealed class Service : IAsyncDisposable
{
    /// <summary>The share of requests that go wrong with <c>--faults</c>, each fault as likely.</summary>
    public const double FaultRate = 0.2;

    private static readonly TimeSpan OwnTimeout = TimeSpan.FromSeconds(4);
    private static readonly RetryOptions Quick = new() { Delay = TimeSpan.FromSeconds(0.2) };
    private static readonly RetryOptions Polite = new() { Delay = TimeSpan.FromSeconds(0.5) };

    private Service(IChatClient client, TokenCounting? counting, ModelServer? server) =>
        (Client, Counting, Server) = (client, counting, server);

    public IChatClient Client { get; }

    /// <summary>How tokens of broken and stopped streams are counted; null: by upper bounds.</summary>
    public TokenCounting? Counting { get; }

    /// <summary>Our own server; null where the service is somebody else's.</summary>
    public ModelServer? Server { get; }

    /// <summary>Starts a service for one pass.</summary>
    public static async Task<Service> StartAsync(DemoRequest request, TimeProvider clock, Limits limits, CancellationToken cancellationToken)
    {
        if (request.Endpoint is { } endpoint)
            return new Service(Connect(endpoint, request.Key, request.Large, Polite, null, request, clock, limits), null, null);
        var server = await ModelServer.StartAsync(Options(request, clock), cancellationToken).ConfigureAwait(false);
        return new Service(Connect(server.Endpoint, "demo", request.Large, Quick, OwnTimeout / (request.Faults ? Math.Min(request.Speed, 8) : 1), request, clock, limits), LikeTheServer, server);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (Server is not null) await Server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The server counts four characters of a message as a token and sends one at a time, so nothing has to be estimated.</summary>
    private static TokenCounting LikeTheServer { get; } = new()
    {
        Input = static (messages, _) => Math.Max(1, messages.Sum(m => (m.Text.Length + 3) / 4)),
        Output = static update => update.Text.Length > 0 ? 1 : 0,
        IsExact = true,
    };

    private static ModelServerOptions Options(DemoRequest request, TimeProvider clock) => new(clock, new AnswerScript(request.Seed))
    {
        Models = [.. new[] { request.Large, request.Small }.Distinct()],
        Speed = request.Speed,
        Faults = request.Faults ? FaultPlan.Seeded(request.Seed, FaultRate) : FaultPlan.None,
        FaultSizes = new FaultSizes { SlowFirstToken = TimeSpan.FromSeconds(2), HugeTokens = 2 * Prompts.MaxOutputTokens },
    };

    private static IChatClient Connect(
        Uri endpoint, string? key, string model, RetryOptions retries, TimeSpan? timeout, DemoRequest request, TimeProvider clock, Limits limits)
    {
        var options = timeout is { } own
            ? new OpenAIChatClientOptions { Endpoint = endpoint, Model = model, Key = key, Rates = limits.Models, Timeout = own }
            : new OpenAIChatClientOptions { Endpoint = endpoint, Model = model, Key = key, Rates = limits.Models };
        var (draws, gate) = (Draws.Of(request.Seed, "waits between tries"), new Lock());
        return new OpenAIChatClient(options, clock).WithRetries(retries, clock, () =>
        {
            lock (gate) return draws.Share();
        });
    }
}
