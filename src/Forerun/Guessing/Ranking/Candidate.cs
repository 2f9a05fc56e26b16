using Forerun.Workflows;

namespace Forerun.Guessing.Ranking;

/// <summary>A value that somebody offers for an output.</summary>
/// <param name="Value">The value.</param>
/// <param name="By">Who offered it first.</param>
/// <param name="Prior">How likely it was taken to be by whoever offered it; what nobody gave a probability has that of what is rare.</param>
internal sealed record Candidate(Value Value, string By, double Prior)
{
    /// <summary>How often it has followed in the tightest context in which it has; 0: never.</summary>
    public int Times { get; init; }

    /// <summary>The call that bought it; null for a guess that cost nothing.</summary>
    public Call? Bought { get; init; }

    /// <summary>Whether a drafter or another source without a probability of its own has said it.</summary>
    public bool IsDrafted { get; init; }

    /// <summary>Whether its probability is the word of its source, and not counted here.</summary>
    public bool IsSaid { get; init; }
}
