using Forerun.AI.Speculating.Callers;
using Forerun.AI.Tools;
using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Loop;

/// <summary>A tool that a model may call.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Operation">What calling it is to a run.</param>
internal sealed record Usable(AITool Tool, Operation Operation)
{
    /// <summary>The tool as its caller calls it, if he does so himself.</summary>
    public CallerFunction? Caller { get; init; }

    /// <summary>What runs when a model calls it; null: the caller does, or a person has to allow it first.</summary>
    public AIFunction? Function { get; } = ToolEffects.NeedsApproval(Tool) ? null : Tool as AIFunction;

    /// <summary>What runs once it is allowed; null: the caller does.</summary>
    public AIFunction? Allowed { get; } = Tool as AIFunction;

    public bool NeedsApproval { get; } = ToolEffects.NeedsApproval(Tool);
}

/// <summary>The tools of one request, by name.</summary>
internal sealed class Toolbox
{
    private readonly Dictionary<string, Usable> tools = new(StringComparer.Ordinal);

    public Toolbox(IEnumerable<AITool> offered, IReadOnlyDictionary<string, ToolEffect> declared)
    {
        foreach (var tool in offered) tools[tool.Name] = new Usable(tool, OperationOf(tool.Name, EffectOf(tool, declared)));
    }

    /// <summary>The tools of a caller with a loop of his own.</summary>
    public Toolbox(IEnumerable<CallerFunction> offered, IReadOnlyDictionary<string, ToolEffect> declared)
    {
        IsCallers = true;
        foreach (var tool in offered)
        {
            var effect = tool.IsShared ? ToolEffect.Undeclared : EffectOf(tool.Within, declared);
            tools[tool.Name] = new Usable(tool.Within, OperationOf(tool.Name, effect)) { Caller = tool };
        }
    }

    /// <summary>Whether its caller calls them, and not the agent.</summary>
    public bool IsCallers { get; }

    public bool IsEmpty => tools.Count == 0;

    /// <summary>Whether a person has to allow calls of any of them.</summary>
    public bool AnyNeedsApproval => !IsCallers && tools.Values.Any(t => t.NeedsApproval);

    /// <summary>Whether any of them may run on a guess.</summary>
    public bool AnyIsAdmissible => tools.Values.Any(t => (IsCallers || t.Function is not null) && t.Operation.Admission == Admission.Admissible);

    /// <summary>Whether a caller's tool is among them.</summary>
    public bool Has(CallerFunction tool) => Find(tool.Name)?.Caller == tool;

    public Usable? Find(string name) => tools.GetValueOrDefault(name);

    /// <summary>What a call is to a run. One that nobody can make is answered by the loop itself, for nothing.</summary>
    public Operation OperationFor(AskedCall call) =>
        !call.IsMalformed && Find(call.Tool) is { } tool ? tool.Operation
        : new Operation(call.Tool) { Version = "refused", Kind = OperationKind.Code, Effect = Effect.None, Deterministic = true, Price = Usd.Zero };

    /// <summary>What a person has to allow is never begun before he has, whatever is declared of it.</summary>
    private static ToolEffect EffectOf(AITool tool, IReadOnlyDictionary<string, ToolEffect> declared) =>
        ToolEffects.NeedsApproval(tool) ? ToolEffect.Irreversible : ToolEffects.Of(tool, declared);

    private static Operation OperationOf(string name, ToolEffect effect) => new(name)
    {
        Kind = OperationKind.Tool, Effect = effect.Effect, HarmlessIfUnneeded = effect.HarmlessIfUnneeded, FreshFor = effect.FreshFor, Price = effect.Price,
    };
}
