using Forerun.Pricing;

namespace Forerun.Learning;

/// <summary>What a forecast was made from: all that it takes to have it again.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Finished">How many calls have finished.</param>
/// <param name="Newest">What the newest of them took, oldest first; at most 64.</param>
/// <param name="Counted">Of how many the usage is known; at most 64.</param>
/// <param name="InputTokens">Mean input tokens of those.</param>
/// <param name="OutputTokens">Mean output tokens of those.</param>
public sealed record ForecastState(
    string Workflow, string Operation, int Finished, IReadOnlyList<TimeSpan> Newest, int Counted, double InputTokens, double OutputTokens)
{
    /// <summary>Equal if all it says is equal, durations in their order.</summary>
    public bool Equals(ForecastState? other) =>
        other is not null && (Workflow, Operation, Finished, Counted) == (other.Workflow, other.Operation, other.Finished, other.Counted)
        && InputTokens.Equals(other.InputTokens) && OutputTokens.Equals(other.OutputTokens) && Newest.SequenceEqual(other.Newest);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Workflow, Operation, Finished, Counted);
}

/// <summary>What a call of one operation is expected to take, learned from those that have finished. Safe from many threads.</summary>
public sealed class Forecast
{
    internal const int Window = 64;
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
            count = Math.Min(count + 1, Window);
            isSorted = false;
            if (usage is not { InputTokens: { } input, OutputTokens: { } output }) return;
            counted = Math.Min(counted + 1, Window);
            inputTokens += (input - inputTokens) / counted;
            outputTokens += (output - outputTokens) / counted;
        }
    }

    internal ForecastState StateOf(string workflow, string operation)
    {
        lock (gate)
        {
            var oldest = count < Window ? 0 : next;
            return new ForecastState(
                workflow, operation, Finished,
                [.. Enumerable.Range(0, count).Select(i => TimeSpan.FromTicks(newest[(oldest + i) % Window]))], counted, inputTokens, outputTokens);
        }
    }

    internal static Forecast From(ForecastState state)
    {
        var forecast = new Forecast();
        foreach (var duration in state.Newest.TakeLast(Window)) forecast.Observe(duration, null);
        forecast.Finished = Math.Max(state.Finished, forecast.count);
        (forecast.counted, forecast.inputTokens, forecast.outputTokens) = (Math.Min(state.Counted, Window), state.InputTokens, state.OutputTokens);
        return forecast;
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
