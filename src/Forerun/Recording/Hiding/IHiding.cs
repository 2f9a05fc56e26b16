using System.Text.Json;

namespace Forerun.Recording.Hiding;

/// <summary>One way to hide the values of a recording.</summary>
internal interface IHiding
{
    /// <summary>Tells one key from another without telling the key; null where there is none.</summary>
    string? KeyName { get; }

    /// <summary>Writes a text, number or truth value as it may be written.</summary>
    void Write(Utf8JsonWriter json, JsonElement leaf);

    /// <summary>The name of an object's member as it may be written.</summary>
    string Name(string member);
}
