using System.Text;
using Forerun.AI.Metering;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Steps;

/// <summary>How tokens are counted where a service does not say: of a stream that broke or was left, it never does.</summary>
public sealed record TokenCounting
{
    /// <summary>
    /// The input tokens of a request; null: not known. Default: an upper bound, the bytes of its texts and what services put around them.
    /// </summary>
    public Func<IReadOnlyList<ChatMessage>, ChatOptions?, long?> Input { get; init; } =
        static (messages, options) => InputBound.Of(messages, options, Bytes, null);

    /// <summary>
    /// The output tokens of a piece of a stream. Default: an upper bound, the bytes of its text, and one at least, since a service sends
    /// none without having produced something.
    /// </summary>
    public Func<ChatResponseUpdate, long> Output { get; init; } = static update => Math.Max(1, Bytes(update.Text));

    /// <summary>Whether what was counted may stand for the usage of a whole answer that came without any. Default: no, that is unknown.</summary>
    public bool IsExact { get; init; }

    private static long Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
