using Forerun.Guessing;
using Forerun.Guessing.Contexts;
using Forerun.Guessing.Ranking;
using Forerun.Learning;
using Forerun.Workflows;

namespace Forerun.Tests.Guessing.Ranking;

public class RankedTests
{
    private readonly ContextMixture contexts = new();
    private readonly Acceptance acceptance = Ranked.NewAcceptance();

    [Fact]
    public void Offer_OfADraftThatNothingElseSpeaksFor_IsHalfSure()
    {
        var offered = new Steps().Offered(With(new Drafter("crop")));
        Assert.Equal(0.5, Assert.Single(offered).Probability!.Value, 2);
    }

    [Fact]
    public void Offer_OfAValueThatTwoSay_NamesItOnceAndIsSurer()
    {
        for (var i = 0; i < 3; i++) new Steps().Then(i == 2 ? "crop" : "rotate", contexts);
        var alone = new Steps().Offered(With()).Single(g => g.Value.Is("crop")).Probability;
        var offered = new Steps().Offered(With(new Drafter("crop")));
        Assert.Equal(2, offered.Count);
        Assert.True(offered.Single(g => g.Value.Is("crop")).Probability > alone);
    }

    [Fact]
    public void Offer_OfManyValues_SumsToOneAtMostAndIsInOrder()
    {
        for (var i = 0; i < 40; i++) new Steps().Then($"v{i % 12}", contexts);
        var offered = new Steps().Offered(With(new Drafter("v1"), new Drafter("new"), new Drafter("said", 0.9)));
        Assert.InRange(offered.Count, 2, Ranked.Most);
        Assert.InRange(offered.Sum(g => g.Probability!.Value), 0, 1.000001);
        Assert.Equal(offered.OrderByDescending(g => g.Probability), offered);
    }

    [Fact]
    public void Offer_OfWhatMustBeBought_IsPassedOn()
    {
        var buy = new Call("draft", new Operation("drafter"), default, []);
        var offers = new List<Offer>();
        var steps = new Steps();
        With(new Shop(buy)).Offer(steps.Real, steps.Next, new Reading("1"), offers);
        Assert.Equal(new Offer(null, buy), Assert.Single(offers));
    }

    [Fact]
    public void Observe_ADrafterThatIsAlwaysWrong_LosesItsWeight()
    {
        var ranked = With(new Drafter("wrong"));
        for (var i = 0; i < 200; i++) new Steps().Then($"right {i % 2}", ranked);
        var offered = new Steps().Offered(ranked);
        Assert.DoesNotContain(offered, g => g.Value.Is("wrong") && g.Probability > 0.1);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Probability_OverNoisyPlans_IsBetterThanTheMixtures(int seed)
    {
        var random = new Random(seed);
        var ranked = new Ranked(contexts, acceptance);
        var (calibrated, raw, count) = (0.0, 0.0, 0);
        for (var run = 0; run < 80; run++)
        {
            var steps = new Steps($"task {run % 5}");
            for (var i = 0; i < 8; i++)
            {
                var truth = random.NextDouble() < 0.5 ? $"usual {run % 5} {i}" : $"other {random.Next(12)}";
                calibrated += Brier(steps.Offered(ranked), truth, ref count);
                raw += Brier(steps.Offered(contexts), truth, ref count);
                steps.Then(truth, ranked);
            }
        }

        Assert.InRange(count, 1000, int.MaxValue);
        Assert.True(calibrated < raw, $"{calibrated} is not below {raw}");
    }

    private static double Brier(List<Guess> offered, string truth, ref int count)
    {
        count += offered.Count;
        return offered.Count == 0 ? 0 : offered.Average(g => Math.Pow(g.Probability!.Value - (g.Value.Is(truth) ? 1 : 0), 2));
    }

    private Ranked With(params IPredictor[] others) => new(contexts, acceptance, others);

    private sealed class Drafter(string says, double? probability = null) : IPredictor
    {
        public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers) =>
            offers.Add(new Offer(new Guess(reading, Value.Of(says), "drafter", probability), null));

        public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
        {
        }
    }

    private sealed class Shop(Call buy) : IPredictor
    {
        public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers) => offers.Add(new Offer(null, buy));

        public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
        {
        }
    }
}
