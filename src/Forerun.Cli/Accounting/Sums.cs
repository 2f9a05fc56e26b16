using Forerun.Ledgers;

namespace Forerun.Cli.Accounting;

/// <summary>What attempts add up to. What is not known is counted apart and is in no sum.</summary>
internal sealed class Sums
{
    public int Runs { get; set; }

    public int Attempts { get; private set; }

    public long InputTokens { get; private set; }

    /// <summary>The part of the input that came from a provider's cache.</summary>
    public long CachedInputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    public decimal Usd { get; private set; }

    /// <summary>The part of the dollars that went into bets that missed or were cancelled.</summary>
    public decimal WastedUsd { get; private set; }

    /// <summary>The part of the dollars that bought guesses, right or wrong.</summary>
    public decimal GuessesUsd { get; private set; }

    public int Hits { get; private set; }

    public int Misses { get; private set; }

    public int Cancelled { get; private set; }

    public int Bets => Hits + Misses + Cancelled;

    /// <summary>Attempts whose cost nobody knows.</summary>
    public int UnknownCosts { get; private set; }

    /// <summary>Charged attempts of a model that did not say how many tokens they took.</summary>
    public int UnknownTokens { get; private set; }

    public void Add(AttemptRow attempt, Outcome? outcome)
    {
        Attempts++;
        Count(attempt.Usage);
        if (attempt.Model is not null && attempt.Usage is not { IsComplete: true } && attempt.Cost is not { Amount: 0 }) UnknownTokens++;
        if (outcome == Outcome.Hit) Hits++;
        if (outcome == Outcome.Miss) Misses++;
        if (outcome == Outcome.Cancelled) Cancelled++;
        if (attempt.Cost is { } cost) Spend(cost.Amount, attempt.Standing, outcome);
        else UnknownCosts++;
    }

    /// <summary>Adds a try of an attempt that was followed by another: its tokens and its dollars are the attempt's, too.</summary>
    public void Add(TryRow failed, AttemptRow attempt, Outcome? outcome)
    {
        Count(failed.Usage);
        if (failed.Cost is { } cost) Spend(cost.Amount, attempt.Standing, outcome);
        else if (failed.Usage is not null) UnknownCosts++;
    }

    /// <summary>Adds the sums of a run: dollars run by run, as reports add them up.</summary>
    public void Add(Sums run)
    {
        Runs += run.Runs;
        Attempts += run.Attempts;
        InputTokens += run.InputTokens;
        CachedInputTokens += run.CachedInputTokens;
        OutputTokens += run.OutputTokens;
        Usd += run.Usd;
        WastedUsd += run.WastedUsd;
        GuessesUsd += run.GuessesUsd;
        Hits += run.Hits;
        Misses += run.Misses;
        Cancelled += run.Cancelled;
        UnknownCosts += run.UnknownCosts;
        UnknownTokens += run.UnknownTokens;
    }

    private void Spend(decimal usd, Standing standing, Outcome? outcome)
    {
        Usd += usd;
        if (outcome is Outcome.Miss or Outcome.Cancelled) WastedUsd += usd;
        if (standing == Standing.Purchase) GuessesUsd += usd;
    }

    private void Count(Pricing.TokenUsage? usage)
    {
        InputTokens += usage?.InputTokens ?? 0;
        CachedInputTokens += usage?.CachedInputTokens ?? 0;
        OutputTokens += usage?.OutputTokens ?? 0;
    }
}
