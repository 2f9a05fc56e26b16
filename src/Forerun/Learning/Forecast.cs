using Forerun.Pricing;

namespace Forerun.Learning;

/// <summary>What a call of one operation is expected to take, learned from those that have finished.</summary>
public sealed class Forecast
{
    private const int Window = 64;
    private readonly long[] ticks = new long[Window];
    private int next;
    private double inputTokens, outputTokens;

    /// <summary>How many calls have finished.</summary>
    public int Finished { get; private set; }

    /// <summary>Expected duration: the mean over the last 64.</summary>
    public TimeSpan Duration => Finished == 0 ? TimeSpan.Zero : Remaining(TimeSpan.Zero);

    /// <summary>Expected usage: the mean over all, with more weight on the newest 64.</summary>
    public TokenUsage Usage => new((long)Math.Round(inputTokens), (long)Math.Round(outputTokens));

    /// <summary>
    /// What is left of a call that has run for <paramref name="elapsed"/>: the mean of what the longer ones among the last 64 took
    /// beyond it. Zero when none was longer: it may end any moment.
    /// </summary>
    public TimeSpan Remaining(TimeSpan elapsed)
    {
        long sum = 0;
        var longer = 0;
        foreach (var sample in ticks.AsSpan(0, Math.Min(Finished, Window)))
        {
            if (sample <= elapsed.Ticks && elapsed.Ticks > 0) continue;
            sum += sample - elapsed.Ticks;
            longer++;
        }

        return longer == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(sum / longer);
    }

    /// <summary>Takes in a call that has finished.</summary>
    public void Observe(TimeSpan duration, TokenUsage? usage)
    {
        ticks[next] = duration.Ticks;
        next = (next + 1) % Window;
        Finished++;
        var weight = 1.0 / Math.Min(Finished, Window);
        inputTokens += weight * ((usage?.InputTokens ?? 0) - inputTokens);
        outputTokens += weight * ((usage?.OutputTokens ?? 0) - outputTokens);
    }
}

/// <summary>The forecasts of all operations, by workflow and operation.</summary>
public sealed class Forecasts
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Workflow, string Operation), Forecast> forecasts = [];

    /// <summary>The forecast of an operation, or null if none of its calls has finished yet.</summary>
    public Forecast? Of(string workflow, string operation)
    {
        lock (gate) return forecasts.GetValueOrDefault((workflow, operation));
    }

    /// <summary>Takes in a call that has finished.</summary>
    public void Observe(string workflow, string operation, TimeSpan duration, TokenUsage? usage)
    {
        lock (gate)
        {
            if (!forecasts.TryGetValue((workflow, operation), out var forecast)) forecasts[(workflow, operation)] = forecast = new Forecast();
            forecast.Observe(duration, usage);
        }
    }
}
