using Forerun.Effects;

namespace Forerun.AI.Tools;

/// <summary>Says of a method that is made a tool what it does to the world. What <see cref="Tool"/> or the options say goes before it.</summary>
/// <param name="effect">The effect.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolEffectAttribute(Effect effect) : Attribute
{
    /// <summary>The effect.</summary>
    public Effect Effect => effect;

    /// <summary>For idempotent tools: doing it without need harms nobody, so it may run on a guess. Default: false.</summary>
    public bool HarmlessIfUnneeded { get; init; }

    /// <summary>For reads: for how many seconds one that was taken early stays true; not negative. Default: 30.</summary>
    public double FreshForSeconds { get; init; } = 30;

    internal ToolEffect Declared => effect switch
    {
        Effect.None => ToolEffect.Reads(TimeSpan.FromSeconds(FreshForSeconds)),
        Effect.Idempotent => ToolEffect.Idempotent(HarmlessIfUnneeded),
        Effect.Staged => ToolEffect.Staged,
        Effect.Irreversible => ToolEffect.Irreversible,
        _ => ToolEffect.Undeclared,
    };
}
