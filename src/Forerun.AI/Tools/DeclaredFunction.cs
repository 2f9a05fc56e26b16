using Microsoft.Extensions.AI;

namespace Forerun.AI.Tools;

/// <summary>Forwards every call of a tool, and says what the tool does to the world.</summary>
internal sealed class DeclaredFunction(AIFunction inner, ToolEffect effect) : DelegatingAIFunction(inner)
{
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ToolEffect) ? effect : base.GetService(serviceType, serviceKey);
}
