using Forerun.Cli.Demo.Support.Models;
using Forerun.Cli.Demo.Support.World;
using Forerun.Testing;

namespace Forerun.Cli.Tests.Demo.Support;

public sealed class SupportScriptTests
{
    private const int Many = 2000;

    [Fact]
    public void People_OverManySeeds_WantItAgainAsOftenAsTheDocsSay()
    {
        var again = Enumerable.Range(0, Many).Count(seed => Person.Of(seed, 1)[0].Words[1].Contains("send", StringComparison.Ordinal));

        Assert.InRange(again / (double)Many, Person.WantsItAgain - 0.03, Person.WantsItAgain + 0.03);
        Assert.Equal(0.81, Person.Entropy, 2);
    }

    [Fact]
    public void Model_OverManySeeds_LooksAsOftenAsTheDocsSay()
    {
        var looks = Enumerable.Range(0, Many).Count(seed => Script(seed).Said(Found).ToolCalls.Count == 2);

        Assert.InRange(looks / (double)Many, SupportScript.Looks - 0.03, SupportScript.Looks + 0.03);
        Assert.Equal(0.72, SupportScript.Entropy, 2);
    }

    [Fact]
    public void Drafter_OverManySeeds_SaysWhatTheModelWouldAsOftenAsTheDocsSay()
    {
        var right = Enumerable.Range(0, Many).Count(seed => Calls(Script(seed).Answer(Asked("small"))) == Calls(Script(seed).Said(Found)));

        Assert.InRange(right / (double)Many, SupportScript.DrafterIsRight - 0.02, SupportScript.DrafterIsRight + 0.02);
    }

    [Fact]
    public void Model_ThinksBeforeItReplies_AndIsPaidForThat()
    {
        var answer = Script(1).Answer(Asked("large"));

        Assert.Equal(SupportScript.Thoughts, answer.Usage!.ReasoningTokens);
        Assert.True(answer.Usage.OutputTokens > SupportScript.Thoughts);
    }

    private static IReadOnlyList<ModelMessage> Found { get; } =
    [
        new("system", "You help.", null), new("user", "Good day, I am ann.1@example.org and so on.", null), new("assistant", "", null),
        new("tool", """{"order":"A1","item":"lamp","parcel":"P1"}""", "call_1"), new("tool", "orders: within 30 days", "call_2"),
    ];

    private static SupportScript Script(int seed) => new(seed, "small");

    private static ModelRequest Asked(string model) => new(model, Found, default) { Identity = default };

    private static string Calls(ModelAnswer answer) => string.Join(';', answer.ToolCalls.Select(c => $"{c.Name} {c.Arguments}"));
}
