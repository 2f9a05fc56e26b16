using Forerun.AI.Tools;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Client;

namespace Forerun.Mcp.Tools;

/// <summary>A tool of a server. What it does to the world is asked each time: the server may have taken back what it said.</summary>
internal sealed class McpTool(McpClientTool inner, McpServer server) : DelegatingAIFunction(inner)
{
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ToolEffect) ? server.EffectOf(Name) : base.GetService(serviceType, serviceKey);

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        server.CallAsync(inner, arguments, cancellationToken);
}
