using Forerun.AI.Tools;
using Forerun.Mcp.Tools;
using Forerun.Mcp.Wire;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Forerun.Mcp;

/// <summary>
/// An MCP server that runs as long as this object: its tools, for an agent or any loop. It is a program that strangers may have written, so
/// it is believed in nothing that its options don't say, and can hang, end or talk nonsense without harm to others.
/// </summary>
public sealed class McpServer : IAsyncDisposable
{
    private readonly McpServerOptions options;
    private readonly TimeProvider time;
    private readonly ILine line;
    private readonly WholeLines toServer;
    private readonly CancellationTokenSource gone = new();
    private McpClient? client;
    private Task watching = Task.CompletedTask;
    private volatile Listing listing = new(new Dictionary<string, McpClientTool>(), []);
    private volatile bool hasChanged;

    private McpServer(McpServerOptions options, TimeProvider time, ILine line)
    {
        (this.options, this.time, this.line) = (options, time, line);
        toServer = new WholeLines(line.ToServer);
    }

    /// <summary>What its options call it.</summary>
    public string Name => options.Name;

    /// <summary>Whether its options say that what it says of its tools is believed.</summary>
    public bool IsTrusted => options.IsTrusted;

    /// <summary>Its tools, in the order of their names, as it said when it was started or asked again.</summary>
    public IReadOnlyList<AIFunction> Tools { get; private set; } = [];

    /// <summary>The names of tools that are left out, since no model could call them: odd names, names that it has twice, more tools than are taken.</summary>
    public IReadOnlyList<string> Skipped => listing.Skipped;

    /// <summary>
    /// Whether it has said that its tools are others now. Until it is asked again (<see cref="RefreshAsync"/>) nothing that it said of them
    /// is believed.
    /// </summary>
    public bool HasChanged => hasChanged;

    /// <summary>Starts a server and asks for its tools.</summary>
    /// <param name="options">Which one.</param>
    /// <param name="time">The clock of the time-outs.</param>
    /// <param name="cancellationToken">Gives the start up; the server is ended then.</param>
    /// <exception cref="McpServerException">It can't be started, or did not say its tools in time. Nothing of it is left.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves; all errors at once.</exception>
    public static Task<McpServer> StartAsync(McpServerOptions options, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        cancellationToken.ThrowIfCancellationRequested();
        return ConnectAsync(options, time, ServerProcess.Start(options, time), cancellationToken);
    }

    internal static async Task<McpServer> ConnectAsync(McpServerOptions options, TimeProvider time, ILine line, CancellationToken cancellationToken)
    {
        var server = new McpServer(options, time, line);
        try
        {
            await server.BeginAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks again which tools it has.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="McpServerException">It did not say.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken = default) => WithinAsync(
        "say its tools", options.StartTimeout,
        async patience =>
        {
            hasChanged = false; // what it says from here on is news again
            try
            {
                listing = await Listing.OfAsync(client!, options.MaxTools, patience).ConfigureAwait(false);
            }
            catch
            {
                hasChanged = true;
                throw;
            }

            Tools = [.. listing.Tools.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new McpTool(t.Value, this))];
            return true;
        },
        cancellationToken);

    /// <summary>Ends the server: its input is closed, and if that does not end it, it is killed with all it has started. It has ended when this returns.</summary>
    public async ValueTask DisposeAsync()
    {
        toServer.Complete();
        await line.DisposeAsync().ConfigureAwait(false);
        await toServer.Finished.ConfigureAwait(false);
        if (client is not null) await client.DisposeAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
    }

    /// <summary>What a tool does to the world, as far as anybody is believed who says so.</summary>
    internal ToolEffect EffectOf(string tool)
    {
        if (options.Tools.TryGetValue(tool, out var declared)) return declared;
        if (!IsTrusted || hasChanged) return ToolEffect.Undeclared;
        return listing.Tools.TryGetValue(tool, out var said) ? Hints.EffectOf(said.ProtocolTool.Annotations) : ToolEffect.Undeclared;
    }

    internal async ValueTask<object?> CallAsync(McpClientTool tool, AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        Results.Of(await WithinAsync(
            $"answer a call of '{tool.Name}'", options.CallTimeout,
            async patience => await tool.CallAsync(arguments, cancellationToken: patience).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var settings = new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "forerun", Version = "0.1.0" }, InitializationTimeout = options.StartTimeout, TimeProvider = time,
        };
        settings.Handlers.NotificationHandlers =
        [
            new(NotificationMethods.ToolListChangedNotification, (_, _) =>
            {
                hasChanged = true;
                return default;
            }),
        ];
        client = await WithinAsync(
            "say that it is ready", options.StartTimeout,
            patience => McpClient.CreateAsync(new StreamClientTransport(toServer, line.FromServer), settings, cancellationToken: patience),
            cancellationToken).ConfigureAwait(false);
        watching = WatchAsync(client);
        await RefreshAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A call that is sent when the server has just closed its output would never be answered.</summary>
    private async Task WatchAsync(McpClient connected)
    {
        await connected.Completion.ConfigureAwait(false);
        await gone.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Whatever goes wrong with a server, its user is told in a sentence.</summary>
    private async Task<T> WithinAsync<T>(string what, TimeSpan most, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token, gone.Token);
        try
        {
            return await act(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // nothing that a server sends may look like a fault of ours
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new McpServerException(await SentenceAsync(what, most, e).ConfigureAwait(false), e);
        }
    }

    private async ValueTask<string> SentenceAsync(string what, TimeSpan most, Exception e)
    {
        if (await line.EndAsync().ConfigureAwait(false) is { } end) return $"The MCP server '{Name}' {end} and did not {what}; start it again.";
        if (gone.IsCancellationRequested) return $"The MCP server '{Name}' can't be heard any more and did not {what}; start it again.";
        return e is OperationCanceledException or TimeoutException
            ? $"The MCP server '{Name}' did not {what} within {most.TotalSeconds:0.#} s; check what it waits for."
            : $"The MCP server '{Name}' did not {what}: {Printable.Of(e.Message)}";
    }
}
