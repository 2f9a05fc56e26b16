using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Traces;

/// <summary>Reads the tokens of one call.</summary>
internal static class UsageReader
{
    // More than any model will read in one call for long, and far from where sums of many runs would overflow.
    private const long MaxTokens = 1_000_000_000_000;

    private static readonly string[] Known =
        ["input_tokens", "output_tokens", "cached_input_tokens", "cache_write_tokens", "reasoning_tokens"];

    public static TokenUsage Read(JsonFields fields)
    {
        var usage = new TokenUsage(
            fields.Whole("input_tokens"u8, 0, MaxTokens),
            fields.Whole("output_tokens"u8, 0, MaxTokens),
            fields.Whole("cached_input_tokens"u8, 0, MaxTokens),
            fields.Whole("cache_write_tokens"u8, 0, MaxTokens),
            fields.Whole("reasoning_tokens"u8, 0, MaxTokens));
        if (usage.CachedInputTokens > usage.InputTokens)
        {
            throw JsonFields.Wrong("cached_input_tokens"u8,
                $"{usage.CachedInputTokens} cached of {usage.InputTokens} input tokens: cached tokens are part of the input");
        }
        return usage;
    }

    /// <summary>The fields of the <c>usage</c> in an object that the format doesn't know.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Extra(JsonFields owner) =>
        owner.Inner("usage"u8, static usage => usage.Others(Known)) ?? NoFields.Instance;
}
