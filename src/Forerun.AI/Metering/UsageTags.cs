using Microsoft.Extensions.AI;

namespace Forerun.AI.Metering;

/// <summary>Whom a call is for. Null: not said.</summary>
/// <param name="Run">The run of a workflow or an agent.</param>
/// <param name="Conversation">The conversation.</param>
/// <param name="Tenant">The customer who pays in the end.</param>
public sealed record UsageTags(string? Run = null, string? Conversation = null, string? Tenant = null)
{
    /// <summary>The name of the run among <see cref="ChatOptions.AdditionalProperties"/>.</summary>
    public const string RunKey = "forerun.run";

    /// <summary>The name of the conversation among <see cref="ChatOptions.AdditionalProperties"/>.</summary>
    public const string ConversationKey = "forerun.conversation";

    /// <summary>The name of the tenant among <see cref="ChatOptions.AdditionalProperties"/>.</summary>
    public const string TenantKey = "forerun.tenant";

    private static readonly string[] Keys = [RunKey, ConversationKey, TenantKey];

    internal static UsageTags None { get; } = new();

    /// <summary>The tags that the options carry.</summary>
    internal static UsageTags Of(ChatOptions? options) => options is null
        ? None
        : new(Text(options, RunKey), Text(options, ConversationKey) ?? options.ConversationId, Text(options, TenantKey));

    /// <summary>Takes the tags out of a copy of options, since services may refuse what they do not know.</summary>
    internal static void Remove(ChatOptions copy)
    {
        foreach (var key in Keys) copy.AdditionalProperties?.Remove(key);
        if (copy.AdditionalProperties is { Count: 0 }) copy.AdditionalProperties = null;
    }

    /// <summary>These tags, and what they do not say from other ones.</summary>
    internal UsageTags Or(UsageTags other) => new(Run ?? other.Run, Conversation ?? other.Conversation, Tenant ?? other.Tenant);

    private static string? Text(ChatOptions options, string key) => options.AdditionalProperties?.GetValueOrDefault(key)?.ToString();
}
