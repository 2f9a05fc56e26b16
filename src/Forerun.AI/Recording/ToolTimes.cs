using Forerun.Effects;

namespace Forerun.AI.Recording;

/// <summary>One call of a timed tool.</summary>
internal sealed record ToolCall(string Name, Digest Arguments, TimeSpan Began)
{
    public TimeSpan? Ended { get; set; }
}

/// <summary>
/// The calls of timed tools that no reply has claimed yet. A tool is not told which reply it was called for, so a reply claims the first
/// call of its tool with its arguments that began after it; two conversations that ask for the very same at once may swap seconds.
/// </summary>
internal sealed class ToolTimes
{
    // Calls that nobody claims are those of tools that were called without a model.
    private const int Most = 10_000;

    private readonly LinkedList<ToolCall> calls = new();

    public ToolCall Add(string name, Digest arguments, TimeSpan now)
    {
        var call = new ToolCall(name, arguments, now);
        calls.AddLast(call);
        if (calls.Count > Most) calls.RemoveFirst();
        return call;
    }

    /// <summary>The call that answers a reply which ended at a time; null if the tool is not timed.</summary>
    public ToolCall? Take(string name, Digest arguments, TimeSpan since)
    {
        for (var node = calls.First; node is not null; node = node.Next)
        {
            var call = node.Value;
            if (call.Ended is null || call.Began < since || call.Name != name || call.Arguments != arguments) continue;
            calls.Remove(node);
            return call;
        }

        return null;
    }
}
