using Forerun.Cli.Output;
using Forerun.Ledgers;

namespace Forerun.Cli.Explaining;

/// <summary>A run's decisions for people.</summary>
internal static class WhyPage
{
    private const int Margin = 12;

    public static void Write(Terminal terminal, string? step, Story story)
    {
        var output = terminal.Out;
        output.WriteLine(Head(story));
        if (story.Decisions.Count == 0) output.WriteLine("It decided on no bet: nothing was offered that one could have been made on.");
        if (step is not null) Attempts(output, story, step);
        foreach (var told in story.Of(step)) Beside(output, Comparison.Seconds(told.Row.At), told.Sentence, terminal.Columns - Margin);
    }

    /// <summary>A text of several lines with a time before the first.</summary>
    private static void Beside(TextWriter output, string time, string text, int columns)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                output.WriteLine(time.PadLeft(Margin - 2) + "  " + line);
                (time, line) = ("", "");
            }

            line += line.Length > 0 ? " " + word : word;
        }

        output.WriteLine(time.PadLeft(Margin - 2) + "  " + line);
    }

    private static string Head(Story story)
    {
        var end = story.End switch
        {
            null => "has not ended",
            { End: RunEnd.Answered, AnsweredAt: { } at } => $"was answered after {Comparison.Seconds(at)}",
            { End: RunEnd.BudgetExceeded } => "could not pay its next call",
            { End: RunEnd.Cancelled } => "was given up",
            _ => "failed",
        };
        var cost = story.End is { } run ? $" for {Comparison.Dollars(run.Cost.Amount)}" : "";
        return $"Run '{story.Tags.Run}' ({story.Tags.Workflow}, {story.Tags.Policy}) {end}{cost}; "
            + $"{Counts.Of(story.Bets.Count, "bet")}: {Of(story, Outcome.Hit)} hit, {Of(story, Outcome.Miss)} missed, {Of(story, Outcome.Cancelled)} cancelled.";
    }

    private static int Of(Story story, Outcome outcome) => story.Bets.Count(b => b.Outcome == outcome);

    /// <summary>What was made of one step, so that one that nobody bet on is told of as well.</summary>
    private static void Attempts(TextWriter output, Story story, string step)
    {
        foreach (var attempt in story.AttemptsOf(step))
        {
            var what = attempt.Standing switch { Standing.Bet => "on a guess", Standing.Purchase => "to buy a guess", _ => "for real" };
            var cost = attempt.Cost is { } usd ? Comparison.Dollars(usd.Amount) : "an unknown sum";
            output.WriteLine(
                $"'{step}' ran {what} from {Comparison.Seconds(attempt.StartedAt)} to {Comparison.Seconds(attempt.At)} "
                + $"({attempt.End.ToString().ToLowerInvariant()}, {cost}).");
        }

        if (!story.Of(step).Any()) output.WriteLine($"No bet on '{step}' was decided on: what it reads was known in time, or nobody had a guess of it.");
    }
}
