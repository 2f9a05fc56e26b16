using Forerun.Pricing;

namespace Forerun.Learning;

/// <summary>What a call of one operation is expected to take, learned from those that have finished. Safe from many threads.</summary>
public sealed class Forecast
{
    private const int Window = 64;
    private readonly Lock gate = new();
    private readonly long[] newest = new long[Window];
    private readonly long[] sorted = new long[Window];
    private int next, count, counted;
    private bool isSorted;
    private long sum;
    private double inputTokens, outputTokens;

    /// <summary>How many calls have finished.</summary>
    public int Finished { get; private set; }

    /// <summary>Expected duration: the mean over the last 64.</summary>
    public TimeSpan Duration
    {
        get { lock (gate) return count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(sum / count); }
    }

    /// <summary>
    /// Expected usage: the mean over all whose usage is known, with more weight on the newest 64. Null while none is: unknown, never zero.
    /// </summary>
    public TokenUsage? Usage
    {
        get { lock (gate) return counted == 0 ? null : new((long)Math.Round(inputTokens), (long)Math.Round(outputTokens)); }
    }

    /// <summary>
    /// What is left of a call that has run for <paramref name="elapsed"/>: what the longer ones among the last 64 took beyond it. Nothing
    /// when none was longer: it may end any moment.
    /// </summary>
    public Durations Remaining(TimeSpan elapsed)
    {
        var remaining = default(Durations);
        lock (gate)
        {
            Sort();
            var first = elapsed > TimeSpan.Zero ? FirstAfter(elapsed.Ticks) : 0;
            var longer = count - first;
            if (longer == 0) return remaining;
            for (var i = 0; i < Durations.Count; i++)
                remaining[i] = sorted[first + (((2 * i) + 1) * longer / (2 * Durations.Count))] - elapsed.Ticks;
        }

        return remaining;
    }

    /// <summary>A forecast that has seen the same and learns on by itself.</summary>
    public Forecast Copy()
    {
        lock (gate)
        {
            var copy = new Forecast
            {
                next = next, count = count, counted = counted, sum = sum, inputTokens = inputTokens, outputTokens = outputTokens, Finished = Finished,
            };
            newest.CopyTo(copy.newest, 0);
            return copy;
        }
    }

    /// <summary>Takes in a call that has finished.</summary>
    public void Observe(TimeSpan duration, TokenUsage? usage)
    {
        lock (gate)
        {
            sum += duration.Ticks - newest[next];
            newest[next] = duration.Ticks;
            next = (next + 1) % Window;
            Finished++;
            count = Math.Min(Finished, Window);
            isSorted = false;
            if (usage is not { InputTokens: { } input, OutputTokens: { } output }) return;
            counted = Math.Min(counted + 1, Window);
            inputTokens += (input - inputTokens) / counted;
            outputTokens += (output - outputTokens) / counted;
        }
    }

    private void Sort()
    {
        if (isSorted) return;
        newest.AsSpan(0, count).CopyTo(sorted);
        sorted.AsSpan(0, count).Sort();
        isSorted = true;
    }

    private int FirstAfter(long ticks)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= ticks) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
