using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Testing;

/// <summary>Random operations by seed: models, tools and code with every effect, deterministic or not, with one to four tries, every third a verifier if it has no effect; results of those without effects reach as far as their number says.</summary>
public static class RandomOperations
{
    /// <summary>The models that they ask for; <see cref="SimulatedPrices"/> has a price of each.</summary>
    public static IReadOnlyList<string> Models { get; } = ["large", "small"];

    /// <summary>Operations with any effect.</summary>
    public static IReadOnlyList<Operation> Of(Draws draws, int count) => [.. Enumerable.Range(1, count).Select(i => One(draws, i))];

    private static Operation One(Draws draws, int number)
    {
        var effect = draws.Chance(0.7) ? Effect.None : draws.Of(Enum.GetValues<Effect>());
        var kind = draws.Chance(0.6) ? OperationKind.Model : draws.Of(Enum.GetValues<OperationKind>());
        return new Operation($"work-{number}")
        {
            Kind = kind,
            Model = kind == OperationKind.Model ? draws.Of(Models) : null,
            Effect = effect,
            HarmlessIfUnneeded = draws.Chance(0.5),
            Reach = effect == Effect.None ? (Reach)(number % 3) : Reach.Run,
            Deterministic = draws.Chance(0.3),
            IsVerifier = effect == Effect.None && number % 3 == 2,
            Price = draws.Chance(0.5) ? new Usd(0.0001m * draws.Below(20)) : null,
            MaxInputTokens = 2000,
            MaxOutputTokens = 1000,
            Tries = 1 + draws.Below(4),
            FreshFor = draws.Chance(0.5) ? draws.Seconds(0, 4) : TimeSpan.FromSeconds(30),
        };
    }
}
