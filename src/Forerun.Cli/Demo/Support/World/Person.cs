using Forerun.Testing;

namespace Forerun.Cli.Demo.Support.World;

/// <summary>Somebody who talks to the agent. What is wanted in the end is drawn by the seed; nothing that was said before tells it.</summary>
/// <param name="Number">Which conversation, from 1.</param>
/// <param name="Address">The customer's address.</param>
/// <param name="Words">What is said, turn by turn.</param>
/// <param name="Types">How long each of them is typed. The first is there when the conversation begins.</param>
internal sealed record Person(int Number, string Address, IReadOnlyList<string> Words, IReadOnlyList<TimeSpan> Types)
{
    /// <summary>The share of people who want their order sent again; the others want their money back.</summary>
    public const double WantsItAgain = 0.75;

    /// <summary>What chance decides in it, bits (Shannon 1948, section 6).</summary>
    public static double Entropy => -((WantsItAgain * Math.Log2(WantsItAgain)) + ((1 - WantsItAgain) * Math.Log2(1 - WantsItAgain)));

    private static readonly string[] Names = ["ann", "ben", "cleo", "dan", "eva", "finn", "gina", "hugo"];
    private static readonly string[] Again = ["Then please send it again.", "I still want it, so send me another one, please."];
    private static readonly string[] Back = ["Then I would like my money back.", "I do not need it any more, please pay me back."];

    /// <summary>So many people, in the order in which they come.</summary>
    public static IReadOnlyList<Person> Of(int seed, int count) => [.. Enumerable.Range(1, count).Select(i => One(seed, i))];

    private static Person One(int seed, int number)
    {
        var draws = Draws.Of(seed, $"person {number}");
        var address = $"{draws.Of(Names)}.{number}@example.org";
        var wish = draws.Chance(WantsItAgain) ? draws.Of(Again) : draws.Of(Back);
        return new Person(
            number, address, [$"Good day, I am {address} and something is wrong with my last order. What do we do?", wish],
            [TimeSpan.Zero, draws.Seconds(0.7, 1.3)]);
    }
}
