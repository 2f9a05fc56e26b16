using System.Reflection;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tools;

/// <summary>What is declared of tools: by name in the options, else on the tool, else on its method, else nothing.</summary>
internal static class ToolEffects
{
    public static ToolEffect Of(AITool tool, IReadOnlyDictionary<string, ToolEffect> byName) =>
        byName.TryGetValue(tool.Name, out var named) ? named
        : tool.GetService<ToolEffect>() ?? OfMethod(tool.GetService<AIFunction>()) ?? ToolEffect.Undeclared;

    /// <summary>Whether a person has to allow each call.</summary>
    public static bool NeedsApproval(AITool tool) => tool.GetService<ApprovalRequiredAIFunction>() is not null;

    private static ToolEffect? OfMethod(AIFunction? function) =>
        function?.UnderlyingMethod?.GetCustomAttribute<ToolEffectAttribute>()?.Declared;
}
