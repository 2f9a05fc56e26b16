using Forerun.Cli.Explaining;
using Forerun.Cli.Output;
using Forerun.Ledgers;

namespace Forerun.Cli.Chatting.Showing;

/// <summary>A bet as it stands.</summary>
/// <param name="Number">Which of the chat's, from 1.</param>
/// <param name="What">What was begun.</param>
/// <param name="By">Who guessed; empty if nobody is named.</param>
internal sealed record BetNews(int Number, string What, string By)
{
    public Outcome? Outcome { get; init; }

    public TimeSpan Saved { get; init; }

    /// <summary>USD; null: not known, or not yet.</summary>
    public decimal? Cost { get; init; }

    /// <summary>As timelines draw it.</summary>
    public char Mark => Outcome switch { null => Track.Open, Ledgers.Outcome.Hit => Track.Hit, _ => Track.Lost };

    public string Sentence => Outcome switch
    {
        null => $"bet on {What}{(By.Length > 0 ? $", guessed by {By}" : "")}",
        Ledgers.Outcome.Hit => $"won {What}: {Comparison.Seconds(Saved)} ahead",
        Ledgers.Outcome.Miss => $"lost {What}: missed{Lost}",
        _ => $"lost {What}: dropped{Lost}",
    };

    private string Lost => Cost is { } usd ? $", {Comparison.Dollars(usd)}" : "";
}
