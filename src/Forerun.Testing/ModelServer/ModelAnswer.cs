using Forerun.Pricing;

namespace Forerun.Testing;

/// <summary>What a scripted model answers: a text, tool calls, or both.</summary>
public sealed record ModelAnswer
{
    /// <summary>The text. Default: none.</summary>
    public string? Text { get; init; }

    /// <summary>The tools that it calls, in order. Default: none.</summary>
    public IReadOnlyList<ModelToolCall> ToolCalls { get; init; } = [];

    /// <summary>
    /// The tokens that it takes. A count that is null is counted by the server: a token is four characters of the messages or of the
    /// answer, the last one may be shorter; cached and reasoning tokens are 0. Reasoning tokens are part of the output and come before
    /// the first one that is shown. A limit in the request cuts the answer and its output tokens. Default: all counted.
    /// </summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>How fast it comes. Default: null, as the server's options say.</summary>
    public Pacing? Pacing { get; init; }
}
