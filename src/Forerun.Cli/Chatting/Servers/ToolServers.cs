using Forerun.AI.Tools;
using Forerun.Cli.Output;
using Forerun.Mcp;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Chatting.Servers;

/// <summary>The MCP servers of a chat, and their tools. All that was started is ended with it.</summary>
internal sealed class ToolServers(Terminal terminal) : IAsyncDisposable
{
    private readonly List<McpServer> servers = [];

    /// <summary>The tools of all servers, no two of one name.</summary>
    public IReadOnlyList<AITool> Tools { get; private set; } = [];

    /// <exception cref="McpServerException">A server can't be started; those that were have ended.</exception>
    public static async Task<ToolServers> StartAsync(ChatRequest request, Terminal terminal, TimeProvider clock, CancellationToken cancellationToken)
    {
        var all = new ToolServers(terminal);
        try
        {
            foreach (var line in request.Servers) await all.AddAsync(Options(line, request), clock, cancellationToken).ConfigureAwait(false);
            all.Collect(request.Reads);
            return all;
        }
        catch
        {
            await all.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks those again that have said that their tools are others now. One that does not say which stays as it was, and is not believed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var changed = servers.FindAll(s => s.HasChanged);
        foreach (var server in changed)
        {
            try
            {
                await server.RefreshAsync(cancellationToken).ConfigureAwait(false);
                terminal.Error.WriteLine($"The MCP server '{server.Name}' has other tools now: {Counts.Of(server.Tools.Count, "tool")}.");
            }
            catch (McpServerException e)
            {
                terminal.Error.WriteLine(e.Message);
            }
        }

        if (changed.Count > 0) Collect([]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync().ConfigureAwait(false);
        servers.Clear();
    }

    private static McpServerOptions Options(ServerLine line, ChatRequest request) => new(line.Name, line.Command, line.Arguments)
    {
        IsTrusted = request.Trusted.Contains(line.Name),
        Tools = request.Reads.Where(r => r.Server == line.Name).DistinctBy(r => r.Tool).ToDictionary(r => r.Tool, _ => ToolEffect.Reads(), StringComparer.Ordinal),
    };

    private async Task AddAsync(McpServerOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var server = await McpServer.StartAsync(options, clock, cancellationToken).ConfigureAwait(false);
        servers.Add(server);
        var belief = server.IsTrusted ? "what it says of them is believed" : $"not trusted, so nothing is bet on them but what --reads names; --trust {server.Name} believes it";
        terminal.Error.WriteLine($"{server.Name}: {Counts.Of(server.Tools.Count, "tool")}; {belief}.");
        if (server.Skipped.Count > 0) terminal.Error.WriteLine($"{server.Name}: left out are {Counts.Of(server.Skipped.Count, "tool")} that no model could call.");
    }

    /// <summary>Of two tools with one name the first server's is taken: nobody takes the place of another's tool by calling his the same.</summary>
    private void Collect(IReadOnlyList<ToolName> declared)
    {
        var taken = new Dictionary<string, (string Server, AITool Tool)>(StringComparer.Ordinal);
        foreach (var server in servers)
        {
            foreach (var tool in server.Tools)
                if (!taken.TryAdd(tool.Name, (server.Name, tool)))
                    terminal.Error.WriteLine($"'{tool.Name}' of {server.Name} is left out: {taken[tool.Name].Server} has a tool of that name.");
        }

        foreach (var name in declared)
            if (!servers.Exists(s => s.Name == name.Server && s.Tools.Any(t => t.Name == name.Tool)))
                terminal.Error.WriteLine($"--reads {name.Server}/{name.Tool} declares nothing: {name.Server} has no tool of that name.");
        Tools = [.. taken.Values.Select(t => t.Tool)];
    }
}
