using Forerun.AI.Tools;
using ModelContextProtocol.Protocol;

namespace Forerun.Mcp.Tools;

/// <summary>
/// What the annotations ("hints") of a trusted server mean. What they leave out is taken as the protocol says it is to be (tools, "annotations"): a
/// tool writes, destroys, does not bear repetition, and deals with the open world. Nothing here is ever harmless if unneeded: no annotation says so.
/// </summary>
internal static class Hints
{
    public static ToolEffect EffectOf(ToolAnnotations? said) => said switch
    {
        { ReadOnlyHint: true, DestructiveHint: true } => ToolEffect.Undeclared, // it contradicts itself
        { ReadOnlyHint: true, OpenWorldHint: false } => ToolEffect.Reads(),
        { ReadOnlyHint: true } => ToolEffect.Undeclared, // what it reads of the open world, only its user can declare
        { DestructiveHint: false, IdempotentHint: true } => ToolEffect.Idempotent(),
        { ReadOnlyHint: not null } or { DestructiveHint: not null } or { IdempotentHint: not null } => ToolEffect.Irreversible,
        _ => ToolEffect.Undeclared,
    };
}
