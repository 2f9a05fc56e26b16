using System.Collections.Frozen;
using System.Text.Json;

namespace Forerun.Traces;

/// <summary>The one empty set of unknown fields, which nearly every step has.</summary>
internal static class NoFields
{
    public static readonly IReadOnlyDictionary<string, JsonElement> Instance = FrozenDictionary<string, JsonElement>.Empty;
}
