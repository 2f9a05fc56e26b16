using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Running;
using Forerun.Workflows;

namespace Forerun.Storage.Tests.Learning;

/// <summary>Values that belong to one tenant, planted in everything that remembers values.</summary>
internal static class Planted
{
    private static readonly Operation Decide = new("decide") { Effect = Effect.None };
    private static readonly Operation Find = new("find") { Kind = OperationKind.Tool, Effect = Effect.None };

    /// <summary>What a call returned, as all predictors hear it.</summary>
    public static void In(Learned learned, params IReadOnlyList<string> secrets)
    {
        foreach (var hearing in (Hearing[])[Hearing.First, Hearing.Ranked])
        {
            var predictor = learned.HeardBy(hearing).Predictor;
            foreach (var secret in secrets)
            {
                var asked = Value.From(new { tool = "find", arguments = new { id = secret } });
                predictor.Observe(Saying($"we need {secret}"), new Call("1", Decide, Digest.Of(secret), []), asked, [new Reading("1"), new Reading("1", "$.arguments.id")]);
                predictor.Observe(Nothing, new Call("2", Find, Digest.Of(secret), []), Value.Of($"{secret} found"), [new Reading("2")]);
            }
        }
    }

    /// <summary>All that a tenant's predictors offer for what a model will ask for next.</summary>
    public static IReadOnlyList<Guess> Offered(Learned learned)
    {
        List<Offer> offers = [];
        foreach (var hearing in Enum.GetValues<Hearing>())
            foreach (var path in (string[])["$", "$.arguments.id"])
                learned.HeardBy(hearing).Predictor.Offer(Saying("we need"), new Call("1", Decide, default, []), new Reading("1", path), offers);
        return [.. offers.Select(o => o.InHand!)];
    }

    public static World Nothing => new(new NoShelf(null));

    private static World Saying(string words) => new(new NoShelf(new Growing(words, 0.5m)));

    private sealed class NoShelf(Growing? growing) : IShelf
    {
        public Value? Known(Key key) => null;

        public bool IsUnderWay(Key key) => false;

        public Growing? Growing(Key key) => growing;
    }
}
