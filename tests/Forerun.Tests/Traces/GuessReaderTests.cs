using Forerun.Pricing;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

public class GuessReaderTests
{
    private static IReadOnlyList<TraceGuess> Guesses(string guesses) => Lines.Step($",\"guesses\":[{guesses}]").Guesses;

    [Fact]
    public void Read_Guess_HasAllItSays()
    {
        var guess = Assert.Single(Guesses("""{"by":"small","model":"m","output":[1],"seconds":0.5,"confidence":0.9,"usage":{"output_tokens":3},"t":1}"""));

        Assert.Equal(("small", "m", false, false), (guess.By, guess.Model, guess.Failed, guess.SharesCall));
        Assert.Equal((TimeSpan.FromSeconds(0.5), 0.9), (guess.Duration, guess.Confidence));
        Assert.Equal(new TokenUsage(OutputTokens: 3), guess.Usage);
        Assert.Equal("[1]", guess.Output.GetRawText());
        Assert.Contains("t", guess.Extra.Keys);
    }

    [Fact]
    public void Read_SecondsNull_IsAFailedCallThatIsCharged()
    {
        var guess = Assert.Single(Guesses("""{"by":"a","output":"","seconds":null,"usage":{"input_tokens":5}}"""));

        Assert.True(guess.Failed);
        Assert.Null(guess.Duration);
        Assert.Equal(5, guess.Usage!.InputTokens);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"seconds\":null")]
    public void Read_GuessesOfOneCall_SharePriceAndTime(string second)
    {
        const string first = """{"by":"a","call":"1","output":1,"seconds":2,"usage":{"input_tokens":5}},{"by":"b","output":0,"seconds":9}""";
        var guesses = Guesses(first + """,{"by":"a","call":"1","output":2""" + second + "}");

        Assert.Equal([false, false, true], guesses.Select(g => g.SharesCall));
        Assert.Equal([2.0, 9.0, 2.0], guesses.Select(g => g.Duration!.Value.TotalSeconds));
        Assert.Equal([5, null, null], guesses.Select(g => g.Usage?.InputTokens));
    }

    [Fact]
    public void Read_PriceOnALaterGuessOfTheCall_IsPaidByTheFirst()
    {
        var guesses = Guesses("""{"by":"a","call":"1","output":1},{"by":"a","call":"1","output":2,"seconds":2,"usage":{"input_tokens":5}}""");

        Assert.Equal([5, null], guesses.Select(g => g.Usage?.InputTokens));
        Assert.All(guesses, g => Assert.Equal(TimeSpan.FromSeconds(2), g.Duration));
    }

    [Fact]
    public void Read_FailedCallOfSeveralGuesses_FailsThemAll()
    {
        var guesses = Guesses("""{"by":"a","call":"1","seconds":null,"usage":{"input_tokens":5}},{"by":"a","call":"1"}""");
        Assert.All(guesses, g => Assert.True(g.Failed));
    }
}
