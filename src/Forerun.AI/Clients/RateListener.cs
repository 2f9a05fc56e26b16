using System.Net;
using Forerun.Running.Limiting;

namespace Forerun.AI.Clients;

/// <summary>Listens to what a service says of its limits, with every answer, and tells it to who keeps them.</summary>
internal sealed class RateListener(ModelRates rates, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (AskedCall.Now is { } asked) Listen(asked.Model, answer);
        return answer;
    }

    private void Listen(string model, HttpResponseMessage answer)
    {
        rates.Allows(model, RateHeaders.Count(Header("x-ratelimit-limit-requests")), RateHeaders.Count(Header("x-ratelimit-limit-tokens")));
        var now = time.GetUtcNow();
        if (answer.StatusCode == HttpStatusCode.TooManyRequests) rates.Throttled(model, RateHeaders.RetryAfter(Header, now) ?? Reset(), now);
        else if (IsUsedUp("requests") || IsUsedUp("tokens")) rates.Throttled(model, Reset(), now);

        string? Header(string name) => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

        bool IsUsedUp(string what) => RateHeaders.Count(Header($"x-ratelimit-remaining-{what}")) == 0;

        TimeSpan? Reset() => Longer(
            IsUsedUp("requests") ? RateHeaders.Duration(Header("x-ratelimit-reset-requests")) : null,
            IsUsedUp("tokens") ? RateHeaders.Duration(Header("x-ratelimit-reset-tokens")) : null);
    }

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b : a;
}
