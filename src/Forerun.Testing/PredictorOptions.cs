namespace Forerun.Testing;

/// <summary>What a <see cref="SeededPredictor"/> is like.</summary>
public sealed record PredictorOptions
{
    /// <summary>Share of the calls whose output it guesses right, 0 to 1. Default: 0.5.</summary>
    public double Right { get; init; } = 0.5;

    /// <summary>Share of the calls of which a guess must be bought: a drafter's call whose output it is. Default: 0.</summary>
    public double Bought { get; init; }

    /// <summary>How often it throws instead of offering or learning. Default: never.</summary>
    public double Throws { get; init; }

    /// <summary>How often it offers nonsense beside its guess: values of no type, slots of nobody, drafters with effects. Default: never.</summary>
    public double Garbage { get; init; }

    /// <summary>Whether it says how sure it is, and says anything: NaN, less than 0, more than 1. Default: it says nothing.</summary>
    public bool Boasts { get; init; }
}
