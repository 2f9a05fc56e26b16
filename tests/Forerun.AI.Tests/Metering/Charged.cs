using Forerun.AI.Clients;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Metering;

/// <summary>A service that keeps its own books: what it has charged for answers of any length, and for nothing when it refuses.</summary>
internal sealed class Charged
{
    public static readonly AsyncLocal<Random?> Random = new();

    private readonly Lock gate = new();

    public Usd Total { get; private set; }

    public long Tokens { get; private set; }

    public async Task<ChatResponse> Answer()
    {
        var random = Random.Value!;
        await Task.Yield();
        if (random.Next(20) == 0) throw new ModelException(ModelErrorKind.RateLimited, "Too many calls.");
        var (input, output) = (random.Next((int)Meters.HelloBound + 1), random.Next(2001));
        lock (gate)
        {
            Total += Meters.Small(input, output);
            Tokens += output;
        }

        return new ChatResponse { Usage = FakeClient.Usage(input, output) };
    }
}
