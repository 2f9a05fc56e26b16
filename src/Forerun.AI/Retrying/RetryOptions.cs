namespace Forerun.AI.Retrying;

/// <summary>When a failed call is tried again, and how long it waits before that.</summary>
public sealed record RetryOptions
{
    /// <summary>How often a call is tried again, at most.</summary>
    /// <value>Default: 3. From 0 (never) to 100.</value>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The wait before the second try; doubled for each further one, and varied at random so that callers come apart.</summary>
    /// <value>Default: 1 second. From zero to one hour.</value>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of that kind.</summary>
    /// <value>Default: 30 seconds. From <see cref="Delay"/> to one hour.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that a service may ask for in <c>Retry-After</c>; one that asks for more has its call fail at once.</summary>
    /// <value>Default: 1 minute. From zero to one day.</value>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Told of each failed try that another one follows, before the wait. It must not throw.</summary>
    /// <value>Default: nobody.</value>
    public Action<FailedTry>? OnRetry { get; init; }

    /// <summary>All that is wrong with these options; empty if nothing is.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            var (hour, day) = (TimeSpan.FromHours(1), TimeSpan.FromDays(1));
            var errors = new List<string>();
            if (MaxRetries is < 0 or > 100) errors.Add($"MaxRetries is {MaxRetries}; it must be from 0 to 100.");
            if (Delay < TimeSpan.Zero || Delay > hour) errors.Add($"Delay is {Delay}; it must be from zero to one hour.");
            if (MaxDelay < Delay || MaxDelay > hour) errors.Add($"MaxDelay is {MaxDelay}; it must be from Delay, which is {Delay}, to one hour.");
            if (MaxRetryAfter < TimeSpan.Zero || MaxRetryAfter > day) errors.Add($"MaxRetryAfter is {MaxRetryAfter}; it must be from zero to one day.");
            return errors;
        }
    }
}
