namespace Forerun.Pricing;

/// <summary>When a price holds, in UTC: from a day, before a day, within times of day. What is null does not bound.</summary>
internal readonly record struct PriceWindow(DateOnly? From, DateOnly? Until, TimeOnly? FromTime, TimeOnly? UntilTime)
{
    public bool HasTimes => FromTime is not null || UntilTime is not null;

    public bool Holds(DateTimeOffset at)
    {
        if (this == default)
            return true;
        var utc = at.UtcDateTime;
        var day = DateOnly.FromDateTime(utc);
        return !(day < From) && !(day >= Until) && WithinTimes(TimeOnly.FromDateTime(utc));
    }

    // TimeOnly.IsBetween includes the start, excludes the end, and runs over midnight when the end is the earlier.
    private bool WithinTimes(TimeOnly time) => (FromTime, UntilTime) switch
    {
        (null, null) => true,
        ({ } from, null) => time >= from,
        (null, { } until) => time < until,
        ({ } from, { } until) => time.IsBetween(from, until),
    };
}
