using Forerun.AI.Metering;
using Forerun.Pricing;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Metering;

/// <summary>Meters at simulated prices: <c>small</c> costs 1 and 4 dollars per million tokens.</summary>
internal static class Meters
{
    public static ChatMessage[] Hello => [new(ChatRole.User, "Hello")];

    /// <summary>The input bound of <see cref="Hello"/>: five bytes, and the room for a call, a message and a content.</summary>
    public const long HelloBound = 5 + 64 + 16 + 16;

    public static UsageMeterOptions Options => new() { Prices = new Prices(SimulatedPrices.Book) };

    public static UsageMeter Of(UsageMeterOptions options) => new(options, new ManualTime());

    public static Usd Small(long input, long output) => new(((input * 1m) + (output * 4m)) / 1_000_000m);
}
