using System.Runtime.CompilerServices;

namespace Forerun.Learning;

/// <summary>
/// A duration that is not known, as eight equally likely values in ticks. A mean would not do: the expected time that two calls overlap
/// is less than the overlap of their expected times.
/// </summary>
[InlineArray(Count)]
public struct Durations
{
    /// <summary>How many values.</summary>
    public const int Count = 8;

    private long first;

    /// <summary>A duration that is known.</summary>
    public static Durations Of(TimeSpan duration)
    {
        var all = default(Durations);
        for (var i = 0; i < Count; i++) all[i] = duration.Ticks;
        return all;
    }

    /// <summary>The mean.</summary>
    public readonly TimeSpan Mean
    {
        get
        {
            long sum = 0;
            for (var i = 0; i < Count; i++) sum += this[i];
            return TimeSpan.FromTicks(sum / Count);
        }
    }
}
