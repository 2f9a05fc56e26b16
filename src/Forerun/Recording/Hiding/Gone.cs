using System.Security.Cryptography;
using System.Text.Json;

namespace Forerun.Recording.Hiding;

/// <summary>Each value becomes one that nothing else is equal to.</summary>
internal sealed class Gone : IHiding
{
    private readonly string name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private long hidden;

    public string? KeyName => null;

    public void Write(Utf8JsonWriter json, JsonElement leaf) => json.WriteStringValue($"redacted {name}-{Interlocked.Increment(ref hidden)}");

    public string Name(string member) => member;
}
