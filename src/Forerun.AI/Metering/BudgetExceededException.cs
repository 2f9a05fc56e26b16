using Forerun.Pricing;

namespace Forerun.AI.Metering;

/// <summary>A call was not sent, since the limit could not have paid for it.</summary>
public sealed class BudgetExceededException : Exception
{
    internal BudgetExceededException(string? model, Usd limit, Usd spent, Usd? worst)
        : base(Describe(model ?? "the client's model", limit, spent, worst))
    {
        Limit = limit;
        Spent = spent;
        Worst = worst;
    }

    /// <summary>What all calls may cost together.</summary>
    public Usd Limit { get; }

    /// <summary>What the calls have cost that have ended, each at its worst whose cost is not known.</summary>
    public Usd Spent { get; }

    /// <summary>The most that the call could have cost; null if that is not known.</summary>
    public Usd? Worst { get; }

    private static string Describe(string model, Usd limit, Usd spent, Usd? worst) => worst is { } most
        ? FormattableString.Invariant($"A call of {model} may cost {most.Amount:0.######} USD, but {spent.Amount:0.######} of {limit.Amount:0.######} USD are spent; ") +
            "raise the limit, send less or allow less output."
        : $"The most that a call of {model} may cost is not known, so that no limit can hold; " +
            "give the model a price, the call MaxOutputTokens and, for what is not text, the meter MaxInputTokens.";
}
