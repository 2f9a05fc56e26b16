namespace Forerun.Running.Shelving;

/// <summary>How much an <see cref="OuterShelf"/> keeps, and for how long.</summary>
public sealed record ShelfOptions
{
    /// <summary>Results kept for one conversation or one tenant; the oldest goes first. Default: 100. 0: none.</summary>
    public int PerScope { get; init; } = 100;

    /// <summary>Results kept in all; the oldest goes first. Default: 10,000. 0: none.</summary>
    public int Total { get; init; } = 10_000;

    /// <summary>
    /// After how long without a run the results of a conversation or a tenant are given to no run any more. Default: 30 minutes. They are
    /// let go of within as long again.
    /// </summary>
    public TimeSpan IdleFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>All that is wrong with these options; empty if nothing is.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            var errors = new List<string>();
            if (PerScope < 0) errors.Add($"PerScope is {PerScope}; it must not be negative.");
            if (Total < 0) errors.Add($"Total is {Total}; it must not be negative.");
            if (IdleFor <= TimeSpan.Zero) errors.Add($"IdleFor is {IdleFor}; it must be more than no time.");
            return errors;
        }
    }
}
