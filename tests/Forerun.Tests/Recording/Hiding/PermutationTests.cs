using Forerun.Recording.Hiding;

namespace Forerun.Tests.Recording.Hiding;

public class PermutationTests
{
    [Theory]
    [InlineData(Kind.AsciiLetter)]
    [InlineData(Kind.AsciiDigit)]
    [InlineData(Kind.Letter)]
    [InlineData(Kind.AsciiDigit, Kind.AsciiDigit)]
    [InlineData(Kind.AsciiLetter, Kind.AsciiDigit)]
    [InlineData(Kind.AsciiLetter, Kind.AsciiLetter, Kind.AsciiDigit)]
    [InlineData(Kind.AsciiDigit, Kind.AsciiDigit, Kind.AsciiDigit, Kind.AsciiDigit)]
    internal void Apply_ToAllOfAForm_GivesEachOfThemOnce(params Kind[] kinds)
    {
        var permutation = new Permutation("a key of 16 bytes"u8.ToArray());
        var all = kinds.Aggregate(1, (product, kind) => product * Alphabet.CountOf(kind));
        var (seen, stayed) = (new HashSet<long>(), 0);
        for (var number = 0; number < all; number++)
        {
            var places = Places(number, kinds);
            permutation.Apply(kinds, places);
            Assert.True(seen.Add(Number(places, kinds)), $"{number} has the image of another");
            if (Number(places, kinds) == number) stayed++;
        }

        Assert.Equal(all, seen.Count);
        Assert.InRange(stayed, 0, 8); // one is to be expected, of however many
    }

    [Fact]
    public void Apply_LongText_KeepsToItsKinds_AndIsOfItsOwn()
    {
        var permutation = new Permutation("a key of 16 bytes"u8.ToArray());
        Kind[] kinds = [.. Enumerable.Range(0, 3_001).Select(i => (Kind)(1 + (i % 7)))];
        int[] one = new int[kinds.Length], other = new int[kinds.Length];
        other[^1] = 1;
        permutation.Apply(kinds, one);
        permutation.Apply(kinds, other);

        Assert.All(one.Zip(kinds), c => Assert.InRange(c.First, 0, Alphabet.CountOf(c.Second) - 1));
        Assert.InRange(one.Zip(other).Count(c => c.First == c.Second), 1, kinds.Length / 5); // small kinds agree by chance
    }

    private static int[] Places(long number, Kind[] kinds)
    {
        var places = new int[kinds.Length];
        for (var i = 0; i < kinds.Length; i++) (number, places[i]) = Math.DivRem(number, Alphabet.CountOf(kinds[i])) is var (q, r) ? (q, (int)r) : default;
        return places;
    }

    private static long Number(int[] places, Kind[] kinds)
    {
        long number = 0;
        for (var i = kinds.Length - 1; i >= 0; i--) number = (number * Alphabet.CountOf(kinds[i])) + places[i];
        return number;
    }
}
