using System.Text;
using Forerun.Pricing;

namespace Forerun.AI.Metering;

/// <summary>What a meter prices with, and what it may let through.</summary>
public sealed record UsageMeterOptions
{
    /// <summary>The prices; the book in force when a call starts holds for the whole call.</summary>
    public required Prices Prices { get; init; }

    /// <summary>Dollars that all calls may cost together; more than zero. Default (null): no limit, only counting.</summary>
    public Usd? Limit { get; init; }

    /// <summary>The share of the limit, spent, at which to warn; 0 to <see cref="WrapUpAt"/>. Default: 0.8.</summary>
    public decimal WarnAt { get; init; } = 0.8m;

    /// <summary>The share of the limit, spent, at which to wrap up; up to <see cref="StopAt"/>. Default: 0.95.</summary>
    public decimal WrapUpAt { get; init; } = 0.95m;

    /// <summary>The share of the limit that is never exceeded; more than 0, up to 1. Default: 1.</summary>
    public decimal StopAt { get; init; } = 1;

    /// <summary>
    /// With a limit, the output cap that is sent with calls that have none of their own, since a call without a cap has no worst case;
    /// at least 1. Default (null): such calls are refused.
    /// </summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>The most input of a call whose input cannot be counted, such as an image; at least 0. Default (null): not known.</summary>
    public long? MaxInputTokens { get; init; }

    /// <summary>What is billed for a cancelled call. Default (null): what the price book says, else the whole call.</summary>
    public CancelRule? CancelRule { get; init; }

    /// <summary>
    /// The tokens of a text, never fewer than the service counts: the limit rests on it. Default: its bytes in UTF-8, since no
    /// tokenizer of bytes makes more tokens than there are bytes.
    /// </summary>
    public Func<string, long> CountTokens { get; init; } = text => Encoding.UTF8.GetByteCount(text);

    /// <summary>Told of every call when it has ended; several may be told at once. It must not throw. Default: nobody.</summary>
    public Action<MeteredCall>? OnCall { get; init; }

    /// <summary>Told once of each stage that is reached. It must not throw. Default: nobody.</summary>
    public Action<BudgetStage>? OnStage { get; init; }

    /// <summary>Told once of each model without a price. It must not throw. Default: nobody.</summary>
    public Action<UnknownPriceException>? OnUnknownPrice { get; init; }

    /// <summary>All that is wrong with these options; empty if nothing is.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            var errors = new List<string>();
            if (Limit is { Amount: <= 0 }) errors.Add($"Limit is {Limit}; it must be more than nothing.");
            if (WarnAt < 0 || WarnAt > WrapUpAt) errors.Add($"WarnAt is {WarnAt}; it must be from 0 to WrapUpAt, which is {WrapUpAt}.");
            if (WrapUpAt > StopAt) errors.Add($"WrapUpAt is {WrapUpAt}; it must be at most StopAt, which is {StopAt}.");
            if (StopAt is <= 0 or > 1) errors.Add($"StopAt is {StopAt}; it must be more than 0 and at most 1.");
            if (MaxOutputTokens < 1) errors.Add($"MaxOutputTokens is {MaxOutputTokens}; it must be at least 1.");
            if (MaxInputTokens < 0) errors.Add($"MaxInputTokens is {MaxInputTokens}; it must be at least 0.");
            return errors;
        }
    }
}
