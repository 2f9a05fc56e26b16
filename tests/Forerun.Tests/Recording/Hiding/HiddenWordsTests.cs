using Forerun.Guessing.Tools;
using Forerun.Recording.Hiding;

namespace Forerun.Tests.Recording.Hiding;

public class HiddenWordsTests
{
    private const string Text = "Zoë MÜLLER (zm_4821) pays 1.250,00 € to O'Neil-smith; Анна, 王小明, 𠮷, é and ٣ say: \"no\"\n";

    private readonly HiddenWords words = new("a key of 16 bytes"u8.ToArray());

    [Fact]
    public void Of_Text_KeepsLengthsShapesAndWhatIsBetweenWords()
    {
        var hidden = words.Of(Text);

        Assert.Equal(Text.Length, hidden.Length);
        Assert.All(Text.Zip(hidden), c =>
        {
            Assert.Equal(Alphabet.KindOf(c.First), Alphabet.KindOf(c.Second));
            Assert.Equal(char.IsUpper(c.First), char.IsUpper(c.Second));
            if (Alphabet.KindOf(c.First) == Kind.Kept) Assert.Equal(c.First, c.Second);
        });
        Assert.Equal(new Scalar(Text, true).Shape, new Scalar(hidden, true).Shape);
        foreach (var word in (string[])["Zoë", "MÜLLER", "4821", "250", "€", "smith", "Анна", "王小明", "𠮷"]) Assert.DoesNotContain(word, hidden, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Of_TheSameWord_IsTheSameWhereverItStandsAndWhateverItsCase()
    {
        var hidden = words.Of("order Order ORDER, preorder re-order order_7 order").Split(' ', ',', '-', '_');

        Assert.All((int[])[1, 2, 6, 7, 9], i => Assert.Equal(hidden[0], hidden[i], ignoreCase: true));
        Assert.Equal([hidden[0], hidden[0].ToUpperInvariant()], [hidden[9], hidden[2]]);
        Assert.NotEqual(hidden[0], hidden[4][3..]);
    }

    /// <summary>The Kelvin sign is no capital of k, and the dotless i none of i: words that predictors tell apart stay apart.</summary>
    [Theory]
    [InlineData("k", "\u212A")]
    [InlineData("i", "ı")]
    [InlineData("s", "ſ")]
    [InlineData("ss", "ß")]
    [InlineData("ẞ", "ß")]
    [InlineData("e\u0301", "é")]
    public void Of_DifferentWords_AreDifferent(string one, string other) =>
        Assert.NotEqual(words.Of(one), words.Of(other), StringComparer.Ordinal);

    [Fact]
    public void Of_AllWordsOfThreeLetters_AreThoseWords()
    {
        var all = from a in Enumerable.Range('a', 26) from b in Enumerable.Range('a', 26) from c in Enumerable.Range('a', 26) select $"{(char)a}{(char)b}{(char)c}";

        Assert.Equal(26 * 26 * 26, all.Select(w => words.Of(w)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Of_TheEndOfAPlan_Stays() => Assert.Equal(["TERMINATE", "Terminate"], [words.Of("TERMINATE"), words.Of("Terminate")]);

    [Fact]
    public void Of_AnotherKey_IsAnotherText()
    {
        Assert.Equal(words.Of(Text), new HiddenWords("a key of 16 bytes"u8.ToArray()).Of(Text));
        Assert.NotEqual(words.Of(Text), new HiddenWords("another of 16 bytes"u8.ToArray()).Of(Text));
    }

    [Fact]
    public void Of_OnManyThreads_IsAsOnOne()
    {
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(i => $"word{i} of {i % 7}")];
        var one = Array.ConvertAll(texts, t => new HiddenWords("a key of 16 bytes"u8.ToArray()).Of(t));

        Assert.Equal(one, texts.AsParallel().AsOrdered().Select(t => words.Of(t)));
    }
}
