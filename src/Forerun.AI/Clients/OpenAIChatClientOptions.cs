using Forerun.Running.Limiting;

namespace Forerun.AI.Clients;

/// <summary>Which service to call, and how long to wait for it. Not a record, so that nothing prints the key.</summary>
public sealed class OpenAIChatClientOptions
{
    /// <summary>Where the service answers, up to and with its version. Default: OpenAI's own, <c>https://api.openai.com/v1</c>.</summary>
    public Uri Endpoint { get; init; } = new("https://api.openai.com/v1");

    /// <summary>The model of calls that name none in <c>ChatOptions.ModelId</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The key. A service that needs none takes any word. It is sent to <see cref="Endpoint"/> and nowhere else.</summary>
    public required string? Key { get; init; }

    /// <summary>
    /// The longest wait for a whole answer or, when streaming, for the next piece of one; more than zero. Default: 100 seconds.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Who is told what the service says of its limits: 429, <c>Retry-After</c> and the <c>x-ratelimit-…</c> headers. Give
    /// <see cref="Limits.Models"/> of the limits that the runs share. Default (null): nobody.
    /// </summary>
    public ModelRates? Rates { get; init; }
}
