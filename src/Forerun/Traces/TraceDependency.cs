using System.Text.Json;

namespace Forerun.Traces;

/// <summary>A step whose output another step needs.</summary>
/// <param name="Id">The upstream step's id, in the same run.</param>
/// <param name="Type">The dependency's type, for example <c>router_k_way</c> or <c>lookup</c>; null when not said.</param>
/// <param name="Ways">The number of values a router chooses from, 2 or more; null when not said.</param>
/// <param name="Reads">The JSON path of what is read of the upstream's output, for example <c>$.label</c>; null for all of it.</param>
public sealed record TraceDependency(string Id, string? Type = null, int? Ways = null, string? Reads = null)
{
    /// <summary>Fields of the object that the format doesn't know, kept as they were.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = NoFields.Instance;
}
