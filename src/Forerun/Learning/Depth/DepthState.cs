using Forerun.Workflows;

namespace Forerun.Learning.Depth;

/// <summary>
/// A state of DSP (arXiv 2509.01920): the task, then the steps so far, whether verified or drafted. The paper gives that text to
/// DistilBERT; ours is the text as features, each a 64-bit hash, and holds no content.
/// </summary>
/// <remarks>
/// The features are ours: how many steps there are; the last, the last two, and the last on this task; each step that was taken, and each word
/// of the task. A step is taken whole, by its digest. A long text is cut at its oldest end, the newest steps stay.
/// </remarks>
public sealed class DepthState
{
    private const int MostSteps = 64, MostWords = 256;
    private readonly ulong[] features;

    private DepthState(IEnumerable<ulong> hashes) => features = [.. hashes.Distinct()];

    /// <summary>The features, each once.</summary>
    public IReadOnlyList<ulong> Features => features;

    internal ReadOnlySpan<ulong> Span => features;

    /// <summary>The state in which a call is asked for.</summary>
    /// <param name="world">Where it is asked for; guesses taken as true there are drafted steps.</param>
    /// <param name="call">The next step.</param>
    public static DepthState Of(World world, Call call)
    {
        var steps = Steps(world, call);
        ulong last = steps.Count > 0 ? steps[0] : 0, before = steps.Count > 1 ? steps[1] : 0;
        var words = Words(world.Topic);
        List<ulong> hashes =
        [
            WideHash.Mix(1, WideHash.Of(call.Operation.KeyName)), WideHash.Mix(2, (ulong)steps.Count), WideHash.Mix(3, last), WideHash.Mix(4, WideHash.Mix(before, last)),
            WideHash.Mix(5, WideHash.Mix(words.Aggregate(0UL, WideHash.Mix), last)),
        ];
        foreach (var step in steps) hashes.Add(WideHash.Mix(6, step));
        foreach (var word in words) hashes.Add(WideHash.Mix(7, word));
        return new DepthState(hashes);
    }

    /// <summary>A state that was kept.</summary>
    internal static DepthState Of(IEnumerable<ulong> features) => new(features);

    /// <summary>The digests of the steps that led to a call, newest first: what it reads, what that read, and so on.</summary>
    private static List<ulong> Steps(World world, Call call)
    {
        List<ulong> steps = [];
        for (var at = call; at is not null && steps.Count < MostSteps;)
        {
            Call? before = null;
            foreach (var dependency in at.Reads)
            {
                if (dependency.IsOrder || world.Read(dependency.Reading) is not { } value) continue;
                steps.Add(value.Digest.A);
                before ??= world.Asked(dependency.Reading.Slot);
            }

            at = before;
        }

        return steps;
    }

    private static List<ulong> Words(string text)
    {
        List<ulong> words = [];
        var from = 0;
        for (var i = 0; i <= text.Length && words.Count < MostWords; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i])) continue;
            if (i > from) words.Add(WideHash.Of(text.AsSpan(from, i - from), folded: true));
            from = i + 1;
        }

        return words;
    }
}
