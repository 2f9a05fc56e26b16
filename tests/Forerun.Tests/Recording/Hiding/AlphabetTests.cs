using Forerun.Learning;
using Forerun.Recording.Hiding;

namespace Forerun.Tests.Recording.Hiding;

public class AlphabetTests
{
    [Fact]
    public void KindOf_EveryCharacter_IsOfWordsExactlyIfPredictorsReadItSo()
    {
        for (var c = 0; c <= char.MaxValue; c++)
            Assert.True(char.IsLetterOrDigit((char)c) == Alphabet.IsOfWords(Alphabet.KindOf((char)c)), $"U+{c:X4}");
    }

    [Fact]
    public void At_EveryPlace_IsOneCharacterOfTheKind()
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            for (var place = 0; place < Alphabet.CountOf(kind); place++)
            {
                var c = Alphabet.At(kind, place);
                Assert.Equal((kind, place, c), (Alphabet.KindOf(c), Alphabet.PlaceOf(c), Letters.Fold(c)));
            }
        }

        Assert.Equal(
            [0, 26, 10, 1024, 1024],
            ((Kind[])[Kind.Kept, Kind.AsciiLetter, Kind.AsciiDigit, Kind.High, Kind.Low]).Select(Alphabet.CountOf));
    }

    [Fact]
    public void Fold_AndCapital_AreEachOthersInverse()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var folded = Letters.Fold((char)c);
            Assert.True(folded == c || Letters.Capital(folded) == c, $"U+{c:X4}");
            Assert.Equal(folded == c, !char.IsUpper((char)c) || Alphabet.KindOf((char)c) == Kind.LoneCapital);
        }
    }
}
