using System.Globalization;
using Forerun.Workflows;

namespace Forerun.Learning.Depth;

/// <summary>
/// A state of DSP (arXiv 2509.01920): the task, then the steps so far, whether verified or drafted. The paper gives that text to
/// DistilBERT; ours is the text as hashed features, and holds no content.
/// </summary>
/// <remarks>
/// The features are ours: how many steps there are; the last, the last two, and the last on this task; each step that was taken, and each word
/// of the task. A step is taken whole, by its digest. A long text is cut at its oldest end, the newest steps stay.
/// </remarks>
public sealed class DepthState
{
    /// <summary>How many weights there are. Features that fall together share one.</summary>
    public const int Buckets = 1 << 13;

    private const int MostSteps = 64, MostWords = 256;
    private readonly int[] features;

    private DepthState(IEnumerable<ulong> hashes) => features = [.. hashes.Select(static h => (int)(h % Buckets)).Distinct()];

    /// <summary>The features: each a weight's index, once.</summary>
    public IReadOnlyList<int> Features => features;

    internal ReadOnlySpan<int> Span => features;

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
            Mix(1, Of(call.Operation.KeyName)), Mix(2, (ulong)steps.Count), Mix(3, last), Mix(4, Mix(before, last)),
            Mix(5, Mix(words.Aggregate(0UL, Mix), last)),
        ];
        foreach (var step in steps) hashes.Add(Mix(6, step));
        foreach (var word in words) hashes.Add(Mix(7, word));
        return new DepthState(hashes);
    }

    /// <summary>A state that was kept.</summary>
    internal static DepthState Of(IEnumerable<int> features) => new(features.Select(static f => (ulong)f));

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
            if (i > from) words.Add(Of(text.AsSpan(from, i - from)));
            from = i + 1;
        }

        return words;
    }

    /// <summary>FNV-1a over the UTF-16 code units, whatever their case.</summary>
    private static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ char.ToLower(c, CultureInfo.InvariantCulture)) * 1099511628211UL;
        return hash;
    }

    private static ulong Mix(ulong kind, ulong hash)
    {
        var mixed = (kind * 0x9E3779B97F4A7C15UL) ^ (hash + 0x7F4A7C159E3779B9UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        return mixed ^ (mixed >> 31);
    }
}
