using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Deciding;

/// <summary>One or more calls held on guesses.</summary>
/// <param name="Calls">The calls to be held together; they are worth more together than alone when a fan-in waits for all.</param>
/// <param name="Guesses">The guesses that they stand on. None for a purchase: a guess that must be paid stands on what is real.</param>
/// <param name="World">The world in which the calls are asked for.</param>
public sealed record Bet(IReadOnlyList<Call> Calls, IReadOnlyList<Guess> Guesses, World World)
{
    /// <summary>What the calls buy a guess of; null if they are work. What would stand on the guess comes later, if it then pays.</summary>
    public Reading? Buys { get; init; }

    /// <summary>Whether the calls buy a guess.</summary>
    public bool IsPurchase => Buys is not null;

    /// <summary>What the guess still costs, for a bet that is only thought of. Default: nothing.</summary>
    public Usd GuessPrice { get; init; }

    /// <summary>How long the guess still takes, for a bet that is only thought of. Default: no time.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The verdict, once the policy has given it.</summary>
    public Decision Decision { get; init; }

    /// <summary>What the bet is known by from one decision to the next: the slots it fills, and what it fills them with.</summary>
    public Key Identity => Calls[0].Key;

    /// <summary>Whether every guess is one that somebody has made. Work on <see cref="Value.Unknown"/> can be priced, not started.</summary>
    public bool CanStart
    {
        get
        {
            foreach (var guess in Guesses)
                if (ReferenceEquals(guess.Value, Value.Unknown)) return false;
            return true;
        }
    }

    /// <summary>The least admissible effect among the calls.</summary>
    public Admission Admission
    {
        get
        {
            var worst = Admission.Admissible;
            foreach (var call in Calls)
                if (call.Operation.Admission > worst) worst = call.Operation.Admission;
            return worst;
        }
    }
}
