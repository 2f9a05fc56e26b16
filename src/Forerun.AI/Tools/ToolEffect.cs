using Forerun.Effects;
using Forerun.Pricing;

namespace Forerun.AI.Tools;

/// <summary>
/// What a tool does to the world. Its developer says it and nobody guesses it: a tool of which nothing is said counts as one that can't be
/// taken back.
/// </summary>
public sealed record ToolEffect
{
    private ToolEffect(Effect effect) => Effect = effect;

    /// <summary>Nobody said: never on a guess, and one after the other in the order of the reply.</summary>
    public static ToolEffect Undeclared { get; } = new(Effect.Undeclared);

    /// <summary>Can't be taken back: as <see cref="Undeclared"/>, but it is meant.</summary>
    public static ToolEffect Irreversible { get; } = new(Effect.Irreversible);

    /// <summary>Leaves when it is certain, and once: never on a guess, in the order of the reply.</summary>
    public static ToolEffect Staged { get; } = new(Effect.Staged);

    /// <summary>The effect, as operations have it.</summary>
    public Effect Effect { get; }

    /// <summary>For idempotent tools: doing it without need harms nobody, so it may run on a guess. Default: false.</summary>
    public bool HarmlessIfUnneeded { get; private init; }

    /// <summary>How long a read that was taken early stays true; any effect of the conversation ends it sooner. Default: 30 s.</summary>
    public TimeSpan FreshFor { get; private init; } = TimeSpan.FromSeconds(30);

    /// <summary>USD a call. Default: the price book's tool price.</summary>
    public Usd? Price { get; init; }

    /// <summary>It reads and changes nothing: it may run on a guess, and beside other reads.</summary>
    /// <param name="freshFor">How long a read that was taken early stays true; not negative. Default: 30 s.</param>
    public static ToolEffect Reads(TimeSpan? freshFor = null)
    {
        var fresh = freshFor ?? TimeSpan.FromSeconds(30);
        ArgumentOutOfRangeException.ThrowIfLessThan(fresh, TimeSpan.Zero, nameof(freshFor));
        return new(Effect.None) { FreshFor = fresh };
    }

    /// <summary>Doing it twice equals doing it once.</summary>
    /// <param name="harmlessIfUnneeded">Doing it without need harms nobody either, so it may run on a guess. Default: false.</param>
    public static ToolEffect Idempotent(bool harmlessIfUnneeded = false) => new(Effect.Idempotent) { HarmlessIfUnneeded = harmlessIfUnneeded };
}
