using System.Linq.Expressions;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>A value that a run will know: its input, a step's output, or a part of either.</summary>
public abstract class Source
{
    private protected Source(Definition definition, Reading reading)
    {
        Definition = definition;
        Reading = reading;
    }

    internal Definition Definition { get; }

    internal Reading Reading { get; }
}

/// <summary>A value that a run will know: its input, a step's output, or a part of either.</summary>
/// <typeparam name="T">Its type.</typeparam>
public class Source<T> : Source
{
    internal Source(Definition definition, Reading reading)
        : base(definition, reading)
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
    public Source<TPart> Select<TPart>(Expression<Func<T, TPart>> part) =>
        new(Definition, new Reading(Reading.Slot, Definition.PathOf(Reading, part)));
}
