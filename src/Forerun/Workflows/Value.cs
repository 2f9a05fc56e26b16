using System.Text.Json;
using Forerun.Effects;

namespace Forerun.Workflows;

/// <summary>A JSON value that a call returned or a predictor guessed. Equal when the canonical forms are (RFC 8785): tier 1.</summary>
public sealed class Value : IEquatable<Value>
{
    private object? digest; // boxed, so that threads that share a value see a whole digest or none

    private Value(JsonElement json) => Json = json;

    /// <summary>The JSON null.</summary>
    public static Value Null { get; } = Of(JsonElement.Parse("null"));

    /// <summary>
    /// Stands for a value that somebody could guess but has not yet. What is asked for in a world that holds it can be planned and
    /// priced, never started.
    /// </summary>
    public static Value Unknown { get; } = Of("(not known yet)");

    /// <summary>The JSON itself.</summary>
    public JsonElement Json { get; }

    /// <summary>The digest of the canonical form.</summary>
    public Digest Digest => (Digest)(digest ??= Digest.Of(CanonicalJson.Write(Json)));

    /// <summary>A JSON element as a value.</summary>
    public static Value Of(JsonElement json) => new(json);

    /// <summary>A text as a value.</summary>
    public static Value Of(string text) => new(JsonSerializer.SerializeToElement(text));

    /// <summary>Any serialisable object as a value.</summary>
    public static Value From<T>(T value, JsonSerializerOptions? options = null) => new(JsonSerializer.SerializeToElement(value, options));

    /// <summary>The value as an object.</summary>
    public T? To<T>(JsonSerializerOptions? options = null) => Json.Deserialize<T>(options);

    /// <summary>Whether this is the text <paramref name="text"/>.</summary>
    public bool Is(string text) => Json.ValueKind == JsonValueKind.String && Json.ValueEquals(text);

    /// <inheritdoc/>
    public bool Equals(Value? other) => other is not null && (ReferenceEquals(this, other) || Digest == other.Digest);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode();

    /// <summary>The JSON text.</summary>
    public override string ToString() => Json.GetRawText();
}
