namespace Forerun.Replay.Saving;

/// <summary>
/// What runs took and paid, which is realised, and what the same runs would have taken and paid without bets, which is estimated
/// (docs/savings.md). Seconds are those that people waited. Nothing is rounded.
/// </summary>
public sealed record Saved
{
    /// <summary>Runs that are settled.</summary>
    public int Runs { get; init; }

    /// <summary>Those of them whose seconds are in no sum: they did not get to their end, or an earlier version wrote them down.</summary>
    public int RunsWithoutSeconds { get; init; }

    /// <summary>Realised: how long people waited, s. Null of a model: runs wait, not models.</summary>
    public decimal? WaitedSeconds { get; init; }

    /// <summary>Realised: USD of all calls whose cost is known.</summary>
    public decimal Usd { get; init; }

    /// <summary>Calls whose cost nobody knows. They are in no sum.</summary>
    public int UnknownCosts { get; init; }

    /// <summary>Bets that hit.</summary>
    public int Hits { get; init; }

    /// <summary>Bets of which a guess was wrong.</summary>
    public int Misses { get; init; }

    /// <summary>Bets that were stopped before anybody knew.</summary>
    public int Cancelled { get; init; }

    /// <summary>Realised: how long the calls of bets that hit had been under way when they were asked for, s; those at the same time count each.</summary>
    public decimal HeadStartSeconds { get; init; }

    /// <summary>Realised: seconds of calls that were begun on a guess and of no use.</summary>
    public decimal WastedSeconds { get; init; }

    /// <summary>Realised: USD of these.</summary>
    public decimal WastedUsd { get; init; }

    /// <summary>Realised: USD of guesses that were bought, right and wrong.</summary>
    public decimal GuessesUsd { get; init; }

    /// <summary>Estimated: how long people would have waited less without bets, s; negative: less long.</summary>
    public decimal SavedSeconds { get; init; }

    /// <summary>Estimated: USD that the same calls would have cost without bets.</summary>
    public decimal WithoutBetsUsd { get; init; }

    /// <summary>Estimated: how long people would have waited without bets, s. Null of a model.</summary>
    public decimal? WithoutBetsSeconds => WaitedSeconds + SavedSeconds;

    /// <summary>Estimated: USD that bets cost more; negative: less.</summary>
    public decimal ExtraUsd => Usd - WithoutBetsUsd;

    /// <summary>Estimated: USD for each second saved; null where none was.</summary>
    public decimal? UsdPerSecond => SavedSeconds > 0 ? ExtraUsd / SavedSeconds : null;

    /// <summary>Estimated: what the seconds are worth less what they cost more, USD.</summary>
    public decimal NetValueUsd(decimal valueOfTime) => (valueOfTime * SavedSeconds) - ExtraUsd;

    /// <summary>Both together.</summary>
    public static Saved operator +(Saved one, Saved other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            Runs = one.Runs + other.Runs,
            RunsWithoutSeconds = one.RunsWithoutSeconds + other.RunsWithoutSeconds,
            WaitedSeconds = one.WaitedSeconds is null ? other.WaitedSeconds : one.WaitedSeconds + (other.WaitedSeconds ?? 0),
            Usd = one.Usd + other.Usd,
            UnknownCosts = one.UnknownCosts + other.UnknownCosts,
            Hits = one.Hits + other.Hits,
            Misses = one.Misses + other.Misses,
            Cancelled = one.Cancelled + other.Cancelled,
            HeadStartSeconds = one.HeadStartSeconds + other.HeadStartSeconds,
            WastedSeconds = one.WastedSeconds + other.WastedSeconds,
            WastedUsd = one.WastedUsd + other.WastedUsd,
            GuessesUsd = one.GuessesUsd + other.GuessesUsd,
            SavedSeconds = one.SavedSeconds + other.SavedSeconds,
            WithoutBetsUsd = one.WithoutBetsUsd + other.WithoutBetsUsd,
        };
    }
}
