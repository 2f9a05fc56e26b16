using System.Collections.Concurrent;

namespace Forerun.Running.Limiting;

/// <summary>
/// What services have said about how much they take, model by model. Clients report here; speculation on a model stops when it answers
/// 429, and begins again when its pause is over and a real call has passed (law 4). Safe from many threads.
/// </summary>
public sealed class ModelRates
{
    /// <summary>The pause after a 429 that does not say how long to wait: 1 second (ours).</summary>
    public static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Rate> rates = new(StringComparer.Ordinal);

    /// <summary>A model takes no more for now: it answered 429, or said that nothing remains.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pause">How long to wait, if the service says; not negative. Null: <see cref="DefaultPause"/>.</param>
    /// <param name="now">When it said so.</param>
    public void Throttled(string model, TimeSpan? pause, DateTimeOffset now)
    {
        var until = now + (pause ?? DefaultPause);
        Change(model, r => r with { ThrottledAt = now, Until = r.Until > until ? r.Until : until, IsThrottled = true });
    }

    /// <summary>A real call of a model has passed. One that was sent before the model last answered 429 proves nothing.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="now">When it had its answer.</param>
    public void Passed(string model, DateTimeOffset sentAt, DateTimeOffset now)
    {
        if (rates.ContainsKey(model)) Change(model, r => sentAt >= r.ThrottledAt && now >= r.Until ? r with { IsThrottled = false } : r);
    }

    /// <summary>A service has said what a model takes in a minute; it tightens what is configured. Null leaves what is known.</summary>
    /// <param name="model">The model.</param>
    /// <param name="requestsPerMinute">Calls; what is below 1 is no limit and is passed over.</param>
    /// <param name="tokensPerMinute">Input and output tokens; the same.</param>
    public void Allows(string model, long? requestsPerMinute, long? tokensPerMinute)
    {
        if (requestsPerMinute is < 1) requestsPerMinute = null;
        if (tokensPerMinute is < 1) tokensPerMinute = null;
        if (requestsPerMinute is null && tokensPerMinute is null) return;
        Change(model, r => r with { Requests = requestsPerMinute ?? r.Requests, Tokens = tokensPerMinute ?? r.Tokens });
    }

    /// <summary>Whether speculation on a model rests.</summary>
    public bool IsThrottled(string model) => rates.TryGetValue(model, out var rate) && rate.IsThrottled;

    internal (long? Requests, long? Tokens) Of(string model) => rates.TryGetValue(model, out var rate) ? (rate.Requests, rate.Tokens) : default;

    private void Change(string model, Func<Rate, Rate> change) =>
        rates.AddOrUpdate(model, static (_, c) => c(default), static (_, rate, c) => c(rate), change);

    private readonly record struct Rate(
        DateTimeOffset ThrottledAt, DateTimeOffset Until, bool IsThrottled, long? Requests, long? Tokens);
}
