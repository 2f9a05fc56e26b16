using Forerun.Testing;

namespace Forerun.Cli.Demo.Mail;

/// <summary>The letters of a seed. They are vague on purpose: what one is about is drawn when it is classified, not written in it.</summary>
internal static class Inbox
{
    private static readonly string[] Openings =
        ["I wrote last week and still wait for word", "I am not sure that you got my first letter", "I tried to call, but nobody took it", "My neighbour told me to write to you"];

    private static readonly string[] Requests =
        ["Could you look into it for me?", "Please tell me how we go on.", "What am I to do now?", "I would be glad of a quick answer."];

    /// <summary>So many letters, in the order in which they come.</summary>
    public static IReadOnlyList<Email> Of(int seed, int count) => [.. Enumerable.Range(1, count).Select(i => One(seed, i))];

    private static Email One(int seed, int number)
    {
        var draws = Draws.Of(seed, $"mail {number}");
        var from = Customers.Writer(draws);
        var order = 20_000 + (draws.Below(900) * 10) + (number % 10);
        return new Email(
            $"mail-{number}", from, $"My order {order}",
            $"Good day, this is about order {order}. {draws.Of(Openings)}. {draws.Of(Requests)}");
    }
}
