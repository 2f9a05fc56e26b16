using System.Linq.Expressions;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>A value that a run will know: its input, a step's output, or a part of either.</summary>
public abstract class Source
{
    private protected Source(Definition definition, Reading reading, Equivalence? equivalence)
    {
        Definition = definition;
        Reading = reading;
        Equivalence = equivalence;
    }

    internal Equivalence? Equivalence { get; }

    internal Definition Definition { get; }

    internal Reading Reading { get; }
}

/// <summary>A value that a run will know: its input, a step's output, or a part of either.</summary>
/// <typeparam name="T">Its type.</typeparam>
public class Source<T> : Source
{
    internal Source(Definition definition, Reading reading, Equivalence? equivalence = null)
        : base(definition, reading, equivalence)
    {
    }

    /// <summary>
    /// A part of the value. A step that reads only a part is called as soon as that part is right, whatever the rest turns out to be: a
    /// guess of a label is a smaller bet than a guess of a whole answer.
    /// </summary>
    /// <param name="part">
    /// Members and constant indexes only, such as <c>x => x.Items[0].Id</c>; anything else is an error of the definition. What isn't there
    /// when the workflow runs reads as null.
    /// </param>
    public Source<TPart> Select<TPart>(Expression<Func<T, TPart>> part)
    {
        if (Equivalence is not null) Definition.Refuse($"Select({part}) of '{Reading.Slot}' comes after EquivalentBy or ConfirmedBy, which would be lost; put it before.");
        return new(Definition, new Reading(Reading.Slot, Definition.PathOf(Reading, part)));
    }

    /// <summary>
    /// Tier 2, lossy: the step that reads this goes on with what was guessed if that means the same as what has come. Other steps read what has
    /// come. Refused where the step, or one further down, has an effect.
    /// </summary>
    /// <param name="areEquivalent">
    /// Takes what was guessed and what has come. It must be quick, say the same each time and do nothing else; what it throws counts as no.
    /// </param>
    public Source<T> EquivalentBy(Func<T, T, bool> areEquivalent)
    {
        ArgumentNullException.ThrowIfNull(areEquivalent);
        return With(Equivalence.By((guessed, actual) => areEquivalent(Read(guessed), Read(actual))));
    }

    /// <summary>
    /// Tier 2, lossy, by a comparison that takes its time, such as that of embeddings: as <see cref="EquivalentBy(Func{T, T, bool})"/>.
    /// </summary>
    /// <param name="comparison">Whether what was guessed means the same as what has come.</param>
    public Source<T> EquivalentBy(IComparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return With(Equivalence.By(
            (guessed, actual) => comparison.AreEquivalent(Read(guessed), Read(actual)),
            (value, cancellation) => comparison.PrepareAsync(Read(value), cancellation)));
    }

    /// <summary>
    /// Tier 3, lossy: the step that reads this has returned something on a guess, and that is good for what has come as well. Asked only if the
    /// step has returned by then; nobody waits for it. Refused where the step, or one further down, has an effect.
    /// </summary>
    /// <param name="isGood">Takes what has come, and what the step has returned on the guess. It must be as in <see cref="EquivalentBy(Func{T, T, bool})"/>.</param>
    /// <typeparam name="TOut">What the step that reads this returns.</typeparam>
    public Source<T> ConfirmedBy<TOut>(Func<T, TOut, bool> isGood)
    {
        ArgumentNullException.ThrowIfNull(isGood);
        return With(Equivalence.Confirmed((actual, output) => isGood(Read(actual), Definition.Json.Read<TOut>(output, "The output to be confirmed"))));
    }

    private Source<T> With(Equivalence now)
    {
        if (Equivalence is not null) Definition.Refuse($"'{Reading.Slot}' is read with EquivalentBy or ConfirmedBy twice; declare one.");
        return new(Definition, Reading, now);
    }

    private T Read(Value value) => Definition.Json.Read<T>(value, $"A value of '{Reading.Slot}'");
}
