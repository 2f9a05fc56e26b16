using System.Text.Json;
using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Testing;

/// <summary>A chat completion that a client asks for.</summary>
/// <param name="Model">The model.</param>
/// <param name="Messages">The messages, at least one.</param>
/// <param name="Body">The whole request as it came.</param>
public sealed record ModelRequest(string Model, IReadOnlyList<ModelMessage> Messages, JsonElement Body)
{
    /// <summary>The seed that the client gave. Default: none.</summary>
    public long? Seed { get; init; }

    /// <summary>The most tokens that it wants, reasoning included; at least 1. Default: no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Whether it wants the answer token by token. Default: no.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether a stream ends with its usage. Default: no.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>
    /// What the answer may depend on: model, messages as they came, and seed, in canonical JSON. The order of properties doesn't matter;
    /// whether the answer is streamed, limited or paid by somebody else doesn't either.
    /// </summary>
    public required Digest Identity { get; init; }

    /// <summary>The text of the last message.</summary>
    public string LastText => Messages[^1].Text;

    /// <summary>The input tokens, by the server's rule that four characters are one; at least 1.</summary>
    internal int CountedTokens => Math.Max(1, Messages.Sum(m => TokensIn(m.Text.Length)));

    internal static int TokensIn(int characters) => (characters + 3) / 4;

    internal static Digest IdentityOf(string model, JsonElement messages, long? seed) => Value.From(new { model, messages, seed }).Digest;
}
