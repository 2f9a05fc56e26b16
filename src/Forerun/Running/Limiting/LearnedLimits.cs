namespace Forerun.Running.Limiting;

/// <summary>The limits of single models, as their services have told them. They come on top of what is configured.</summary>
internal sealed class LearnedLimits(ModelRates rates, decimal speculativeShare)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, (Limit? Requests, Limit? Tokens)> limits = new(StringComparer.Ordinal);

    /// <summary>Adds what a call of a model uses of them.</summary>
    public void Use(Ticket ticket, List<Use> uses)
    {
        if (ticket.Model is not { } model) return;
        var told = rates.Of(model);
        if ((told.Requests ?? told.Tokens) is null) return;
        var (requests, tokens) = limits.GetValueOrDefault(model);
        requests = Follow(requests, $"requests a minute of {model}", told.Requests, Measure.Requests);
        tokens = Follow(tokens, $"tokens a minute of {model}", told.Tokens, Measure.Tokens);
        limits[model] = (requests, tokens);
        if (requests is not null) uses.Add(new Use(requests, 1));
        // The worst case is seldom what a call uses: one whose worst is more than the whole limit waits until all of it is free.
        if (tokens is not null && ticket.Worst.Tokens is { } worst) uses.Add(new Use(tokens, Math.Min(worst, tokens.Cap)));
    }

    private Limit? Follow(Limit? limit, string name, long? told, Measure measure)
    {
        if (told is not { } cap) return limit;
        if (limit is null) return new Limit(name, cap, speculativeShare * cap, Minute, measure);
        limit.Change(cap, speculativeShare * cap);
        return limit;
    }
}
