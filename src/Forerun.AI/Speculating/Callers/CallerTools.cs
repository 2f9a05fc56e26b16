using Forerun.AI.Metering;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Reporting;
using Forerun.AI.Speculating.Sessions;
using Forerun.Effects;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Callers;

/// <summary>
/// The tools of an agent that callers call themselves, and the conversations in which they may. A call belongs to the one conversation
/// whose last reply has it. Where that can't be said it is made as if there were no agent, and if it may have an effect, whatever was
/// read before it is dropped.
/// </summary>
internal sealed class CallerTools(SpeculationOptions options)
{
    private readonly Lock gate = new();
    private readonly List<Conversation> open = [];

    /// <summary>Wraps tools; what is no function stays as it is.</summary>
    public IList<AITool> Wrap(IEnumerable<AITool> tools) => [.. tools.Select(t => t is AIFunction function ? new CallerFunction(function, this) : t)];

    /// <summary>Those of the tools that its caller calls himself; empty: the agent calls all tools.</summary>
    public IReadOnlyList<CallerFunction> In(IEnumerable<AITool>? tools, string? tenant)
    {
        List<CallerFunction> found = [.. (tools ?? []).Select(t => t.GetService<CallerFunction>()).OfType<CallerFunction>().Where(t => t.Owner == this)];
        foreach (var tool in found)
            if (tool.UseFor(tenant) && options.Logger is { } logger) Log.Shared(logger, tool.Name);
        return found;
    }

    public void Add(Conversation conversation)
    {
        lock (gate)
        {
            open.RemoveAll(c => c.IsOver);
            open.Add(conversation);
        }
    }

    /// <summary>A caller asks for a call; null: he is to make it himself.</summary>
    public Asking? Take(CallerFunction tool, AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Conversation[] others;
        lock (gate) others = [.. open.Where(c => !c.IsOver && c.Uses(tool))];
        if (others.Length == 0) return null;
        var input = AskedCall.Of(new FunctionCallContent("", tool.Name, arguments.ToDictionary(StringComparer.Ordinal))).Digest;
        var isRead = ToolEffect(tool) == Effect.None;
        // What a read depends on besides its arguments, the one that was begun before did not have.
        var isBare = arguments.Context is not { Count: > 0 } && (arguments.Services is null || options.NewScope is not null);
        if (tool.MayServe(TagScope.Current.Tenant) && (isBare || !isRead) && others.Where(c => c.IsTold(tool.Name, input)).ToList() is [var one]
            && one.TryTake(tool.Name, input, arguments) is { } asking) return asking;
        if (!isRead)
            foreach (var other in others) other.Forsake();
        return null;
    }

    private Effect ToolEffect(CallerFunction tool) => Tools.ToolEffects.Of(tool.Within, options.Tools.AsReadOnly()).Effect;
}
