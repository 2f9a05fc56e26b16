namespace Forerun.Workflows;

/// <summary>
/// When a dependency may go on with what was guessed though its upstream has returned something else: beyond tier 1, which is equality.
/// Lossy, so it is declared, dependency by dependency, and refused where an effect could follow from it (<see cref="Lossy"/>).
/// </summary>
/// <remarks>
/// Tier 2 is a predicate of the domain (arXiv 2606.07846, §7.4); tier 3, a check of what the downstream has made of the guess, is ours.
/// Both are asked within a run's step: they must be quick, say the same each time, and do nothing else. What they throw counts as no.
/// </remarks>
public sealed class Equivalence
{
    private readonly Func<Value, Value, bool>? areEquivalent;
    private readonly Func<Value, Value, bool>? confirms;

    private Equivalence(Func<Value, Value, bool>? areEquivalent, Func<Value, Value, bool>? confirms)
    {
        this.areEquivalent = areEquivalent;
        this.confirms = confirms;
    }

    /// <summary>2 or 3.</summary>
    public int Tier => confirms is null ? 2 : 3;

    /// <summary>Makes a value ready to be compared; null: there is nothing to make ready.</summary>
    internal Func<Value, CancellationToken, ValueTask>? Prepare { get; init; }

    /// <summary>Tier 2: the two values mean the same.</summary>
    /// <param name="areEquivalent">Takes what was guessed and what was returned, both as far as they are read.</param>
    public static Equivalence By(Func<Value, Value, bool> areEquivalent)
    {
        ArgumentNullException.ThrowIfNull(areEquivalent);
        return new(areEquivalent, null);
    }

    internal static Equivalence By(Func<Value, Value, bool> areEquivalent, Func<Value, CancellationToken, ValueTask> prepare) =>
        new(areEquivalent, null) { Prepare = prepare };

    /// <summary>Tier 3: what the downstream has returned on the guess is good for the true value as well.</summary>
    /// <param name="confirms">Takes what the upstream has returned, as far as it is read, and what the downstream has made of the guess.</param>
    public static Equivalence Confirmed(Func<Value, Value, bool> confirms)
    {
        ArgumentNullException.ThrowIfNull(confirms);
        return new(null, confirms);
    }

    /// <summary>Whether the downstream may go on with a guess; null: only its output could say, and that is not there.</summary>
    /// <param name="guessed">What was guessed.</param>
    /// <param name="actual">What was returned.</param>
    /// <param name="output">What the downstream has made of the guess; null while it has not.</param>
    public bool? Accepts(Value guessed, Value actual, Value? output)
    {
        if (guessed.Equals(actual)) return true;
        if (confirms is not null && output is null) return null;
        try
        {
            return areEquivalent?.Invoke(guessed, actual) ?? confirms!(actual, output!);
        }
#pragma warning disable CA1031 // the user's predicate may throw anything; the exact path goes on (law 6)
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
