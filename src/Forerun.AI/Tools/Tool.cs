using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tools;

/// <summary>
/// Declares what tools do to the world, for <see cref="Speculating.SpeculationExtensions.WithSpeculation(IChatClient, Action{Speculating.SpeculationOptions})"/>. The result is the same tool to
/// everybody else: same name, description, schema and behaviour.
/// </summary>
public static class Tool
{
    /// <summary>It reads and changes nothing: it may run on a guess, and beside other reads.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="freshFor">How long a read that was taken early stays true; not negative. Default: 30 s.</param>
    /// <param name="price">USD a call. Default: the price book's tool price.</param>
    public static AIFunction Reads(AIFunction tool, TimeSpan? freshFor = null, Usd? price = null) =>
        With(tool, ToolEffect.Reads(freshFor) with { Price = price });

    /// <summary>A read made of a method; see <see cref="Reads(AIFunction, TimeSpan?, Usd?)"/>.</summary>
    /// <param name="method">The method; its name, parameters and description attributes say what a model is told.</param>
    /// <param name="name">The tool's name. Default: the method's; the compiler mangles that of a local function, so give it one.</param>
    public static AIFunction Reads(Delegate method, string? name = null) => Reads(AIFunctionFactory.Create(method, name));

    /// <summary>Doing it twice equals doing it once.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="harmlessIfUnneeded">Doing it without need harms nobody either, so it may run on a guess. Default: false.</param>
    public static AIFunction Idempotent(AIFunction tool, bool harmlessIfUnneeded = false) => With(tool, ToolEffect.Idempotent(harmlessIfUnneeded));

    /// <summary>Its effect leaves when it is certain, once, in the order of the replies.</summary>
    /// <param name="tool">The tool.</param>
    public static AIFunction Staged(AIFunction tool) => With(tool, ToolEffect.Staged);

    /// <summary>It can't be taken back: never on a guess.</summary>
    /// <param name="tool">The tool.</param>
    public static AIFunction Irreversible(AIFunction tool) => With(tool, ToolEffect.Irreversible);

    /// <summary>The same tool with a declared effect, which goes before one that it had.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="effect">What it does to the world.</param>
    public static AIFunction With(AIFunction tool, ToolEffect effect)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(effect);
        return new DeclaredFunction(tool, effect);
    }
}
