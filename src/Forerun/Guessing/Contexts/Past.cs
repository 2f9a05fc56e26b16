using Forerun.Learning;
using Forerun.Workflows;

namespace Forerun.Guessing.Contexts;

/// <summary>What led to a call, as a predictor may know it: the contexts in which the same output may come again.</summary>
/// <remarks>
/// From the loosest to the tightest: the operation; what was returned last; the set of all that was returned before, in any order; the
/// same two for the same topic; and, of a call that reads something, the very same input. In a chain the input is the whole history. Contexts are 64-bit hashes: two that
/// fall together spoil a guess, never an answer.
/// </remarks>
internal sealed class Past
{
    /// <summary>Where the set of outputs stands among the contexts.</summary>
    public const int SameSet = 2;

    /// <summary>Where the set of outputs of the same topic stands, if there is a topic.</summary>
    public const int SameSetAndTopic = 4;

    private const int Longest = 64;
    private readonly List<ulong> outputs = [];

    private Past(World world, Call call, string path)
    {
        Follow(world, call);
        var place = WideHash.Mix(WideHash.Of(call.Operation.KeyName), WideHash.Of(path));
        var last = outputs.Count > 0 ? outputs[0] : 0;
        var set = Set(outputs);
        Contexts = [place, WideHash.Mix(place, WideHash.Mix(1, last)), WideHash.Mix(place, WideHash.Mix(2, set))];
        if (world.Topic.Length > 0)
        {
            HasTopic = true;
            var topic = WideHash.Mix(place, WideHash.Of(world.Topic));
            Contexts.Add(WideHash.Mix(topic, WideHash.Mix(3, last)));
            Contexts.Add(WideHash.Mix(topic, WideHash.Mix(4, set)));
        }

        if (call.Reads.Count > 0) Contexts.Add(WideHash.Mix(place, WideHash.Mix(5, call.Key.Input.A)));
    }

    /// <summary>The contexts, loosest first.</summary>
    public List<ulong> Contexts { get; }

    /// <summary>Whether the run says what it is about.</summary>
    public bool HasTopic { get; }

    /// <summary>How many outputs led to the call; at most 64 are looked at.</summary>
    public int Length => outputs.Count;

    /// <summary>What led to the output of a call, on what is read of it.</summary>
    public static Past Of(World world, Call call, string path) => new(world, call, path);

    /// <summary>Whether a value was returned on the way to the call.</summary>
    public bool Holds(Value value) => outputs.Contains(value.Digest.A);

    /// <summary>What was returned on the way to a call, newest first: what it reads, what that read, and so on.</summary>
    private void Follow(World world, Call call)
    {
        for (var at = call; at is not null && outputs.Count < Longest;)
        {
            Call? before = null;
            foreach (var dependency in at.Reads)
            {
                if (dependency.IsOrder || world.Read(dependency.Reading) is not { } value) continue;
                outputs.Add(value.Digest.A);
                before ??= world.Asked(dependency.Reading.Slot);
            }

            at = before;
        }
    }

    private static ulong Set(List<ulong> outputs)
    {
        ulong set = 0;
        foreach (var output in new HashSet<ulong>(outputs)) set ^= WideHash.Mix(6, output);
        return set;
    }
}
