using Forerun.Pricing;

namespace Forerun.Testing;

/// <summary>
/// An answer as tokens. All that is said, the text and then name and arguments of each tool call, is one line that the tokens which are
/// shown cut into even parts; so any prefix of the answer has its count of tokens, and any count its prefix.
/// </summary>
internal sealed class Reply
{
    private readonly string said;
    private readonly int reasoning;
    private readonly int shown;
    private readonly TokenUsage usage;
    private readonly bool cut;

    public Reply(ModelRequest request, ModelAnswer answer, int? limit)
    {
        Answer = answer;
        said = answer.Text + string.Concat(answer.ToolCalls.Select(c => c.Name + c.Arguments));
        usage = (answer.Usage ?? new TokenUsage()).Validate();
        reasoning = checked((int)(usage.ReasoningTokens ?? 0));
        var whole = checked((int)(usage.OutputTokens ?? reasoning + ModelRequest.TokensIn(said.Length)));
        shown = whole - reasoning;
        if (shown == 0 && said.Length > 0) throw new ArgumentException("The answer says something, but its usage leaves no token for it.", nameof(answer));
        Input = usage.InputTokens ?? Math.Max(request.CountedTokens, usage.CachedInputTokens ?? 0);
        Tokens = Math.Min(whole, limit ?? whole);
        cut = Tokens < whole;
    }

    public ModelAnswer Answer { get; }

    /// <summary>How many tokens it has, reasoning included, and cut to the limit.</summary>
    public int Tokens { get; }

    public string Finish => cut ? "length" : Answer.ToolCalls.Count > 0 ? "tool_calls" : "stop";

    private long Input { get; }

    /// <summary>The usage after a count of tokens.</summary>
    public TokenUsage Usage(int produced) =>
        new(Input, produced, usage.CachedInputTokens ?? 0, usage.CacheWriteTokens, Math.Min(reasoning, produced));

    /// <summary>Where, in what is said, a count of tokens ends; never between the halves of a surrogate pair.</summary>
    public int EndOf(int tokens)
    {
        if (tokens <= reasoning || shown == 0) return 0;
        var end = (int)((long)(tokens - reasoning) * said.Length / shown);
        return end > 0 && end < said.Length && char.IsLowSurrogate(said[end]) ? end - 1 : end;
    }

    /// <summary>The parts of the answer that lie between two places.</summary>
    public IEnumerable<Said> Between(int from, int to)
    {
        var start = 0;
        if (Answer.Text is { } text && Part(text) is { Length: > 0 } words) yield return new Said(null, words, false);
        start = Answer.Text?.Length ?? 0;
        for (var i = 0; i < Answer.ToolCalls.Count; i++)
        {
            var call = Answer.ToolCalls[i];
            var begins = start >= from && start < to;
            start += call.Name.Length;
            var arguments = Part(call.Arguments);
            if (begins || arguments.Length > 0) yield return new Said(i, arguments, begins);
            start += call.Arguments.Length;
        }

        string Part(string of) => of[Math.Clamp(from - start, 0, of.Length)..Math.Clamp(to - start, 0, of.Length)];
    }

    /// <summary>A piece of an answer.</summary>
    /// <param name="Call">The tool call that it belongs to; null: the text.</param>
    /// <param name="Text">The words, or a part of the arguments.</param>
    /// <param name="Begins">Whether the tool call begins with it.</param>
    internal readonly record struct Said(int? Call, string Text, bool Begins);
}
