using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// Links of the hash chains of one run. A run asks for the same link each time that it thinks about the same step, and a SHA-256 takes
/// longer than all else there.
/// </summary>
internal sealed class Histories
{
    private readonly Dictionary<(Digest, Digest), Digest> links = [];
    private readonly Dictionary<string, Digest> names = [];

    /// <summary>A history, and one value more.</summary>
    public Digest Then(Digest history, Value next)
    {
        var link = (history, next.Digest);
        if (!links.TryGetValue(link, out var after)) links[link] = after = history.Then(link.Digest);
        return after;
    }

    /// <summary>The history that begins with a name.</summary>
    public Digest Of(string name)
    {
        if (!names.TryGetValue(name, out var first)) names[name] = first = Digest.Of(name);
        return first;
    }
}
