using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Tests.Workflows;
using Forerun.Workflows;

namespace Forerun.Tests.Guessing;

public class MostFrequentTests
{
    private static readonly Operation Classify = new("classify");
    private static readonly Reading Label = new("route", "$.label");
    private readonly MostFrequent predictor = new();

    [Fact]
    public void Offer_NothingSeen_OffersNothing() => Assert.Null(Offered(Mail("a")));

    [Fact]
    public void Offer_NewInput_OffersWhatCameMostOften()
    {
        foreach (var (mail, label) in new[] { ("a", "x"), ("b", "y"), ("c", "x"), ("d", "z") }) Observe(Mail(mail), label);
        Assert.Equal(("x", "most-frequent"), Offered(Mail("new")));
    }

    [Fact]
    public void Offer_SameInput_OffersWhatItGaveLastTime()
    {
        Observe(Mail("a"), "x");
        Observe(Mail("b"), "y");
        Observe(Mail("c"), "y");
        Assert.Equal(("x", "same-input"), Offered(Mail("a")));
        Observe(Mail("a"), "z");
        Assert.Equal(("z", "same-input"), Offered(Mail("a")));
    }

    [Fact]
    public void Offer_OtherOperationVersionOccurrenceOrPath_IsKeptApart()
    {
        Observe(Mail("a"), "x");
        Assert.Null(Offered(new Call("route", new Operation("other"), Digest.Of("a"), [On()])));
        Assert.Null(Offered(new Call("route", Classify with { Version = "2" }, Digest.Of("a"), [On()])));
        Assert.Null(Offered(new Call("route", Classify, Digest.Of("a"), [On()], 1)));
        Assert.Null(Offered(Mail("a"), new Reading("route")));
    }

    [Fact]
    public void Offer_CallThatReadsNothing_IsNotTakenForTheSameInput()
    {
        var start = new Call("route", Classify, default, []);
        Observe(start, "x");
        Assert.Equal(("x", "most-frequent"), Offered(start));
    }

    [Fact]
    public void Offer_SeveralPredictors_TheFirstThatHasOneMakesItAndAllLearn()
    {
        var (first, second) = (new MostFrequent(), new MostFrequent());
        second.Observe(new World(new Shelf()), Mail("a"), Labelled("second"), [Label]);
        var both = new Predictors(first, second);
        Assert.Equal("second", Offered(Mail("b"), by: both)!.Value.Value);
        both.Observe(new World(new Shelf()), Mail("c"), Labelled("both"), [Label]);
        Assert.Equal("both", Offered(Mail("d"), by: first)!.Value.Value);
        Assert.Equal("both", Offered(Mail("d"), by: both)!.Value.Value);
    }

    private static Dependency On() => new(new Reading("mail"));

    private static Call Mail(string text) => new("route", Classify, Digest.Of(text), [On()]);

    private static Value Labelled(string label) => Value.From(new { label, noise = label.Length });

    private void Observe(Call call, string label) => predictor.Observe(new World(new Shelf()), call, Labelled(label), [Label]);

    private (string Value, string By)? Offered(Call call, Reading? reading = null, IPredictor? by = null)
    {
        var offers = new List<Offer>();
        (by ?? predictor).Offer(new World(new Shelf()), call, reading ?? Label, offers);
        if (offers.Count == 0) return null;
        Assert.Single(offers);
        return (offers[0].InHand!.Value.To<string>()!, offers[0].InHand!.By);
    }
}
