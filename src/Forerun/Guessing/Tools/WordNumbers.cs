using Forerun.Learning;

namespace Forerun.Guessing.Tools;

/// <summary>
/// Words by number, in the order in which they were first learned from. Features are made of the numbers, so that which of them share a
/// weight depends on which words are the same and not on what they are: a recording with all words exchanged teaches the same.
/// </summary>
internal sealed class WordNumbers
{
    private const int Room = 16_384;
    private Recent<uint> numbers = new(Room);
    private uint next;

    /// <summary>The number of a word; null: nothing was learned from it.</summary>
    public uint? Of(ulong word) => numbers.Find(word);

    /// <summary>Numbers words that are about to be learned from.</summary>
    public void Take(IEnumerable<ulong> words)
    {
        foreach (var word in words) numbers.Put(word, numbers.Find(word) ?? next++);
    }

    public WordNumbers Copy() => new() { numbers = numbers.Copy(), next = next };

    /// <summary>The numbers, to be kept.</summary>
    public KeptWords Kept() => new([.. numbers.All.Select(w => w.Key)], [.. numbers.All.Select(w => w.Value)], next);

    /// <exception cref="FormatException">What was kept contradicts itself.</exception>
    public static WordNumbers From(KeptWords kept)
    {
        if (kept.Words.Count != kept.Numbers.Count || kept.Numbers.Exists(n => n >= kept.Next))
            throw new FormatException($"the numbers of {kept.Words.Count} words are not below {kept.Next}");
        var restored = new WordNumbers { next = kept.Next };
        for (var i = 0; i < kept.Words.Count; i++) restored.numbers.Put(kept.Words[i], kept.Numbers[i]);
        return restored;
    }
}
