using Forerun.Cli.Demo.Running;
using Forerun.Pricing;

namespace Forerun.Cli.Demo;

/// <summary>What the two passes say together.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Sequential">Without bets.</param>
/// <param name="Speculative">With bets.</param>
/// <param name="Foresight">Seconds with foresight; null where nothing was recorded.</param>
internal sealed record DemoReport(DemoRequest Request, PassResult Sequential, PassResult Speculative, decimal? Foresight)
{
    /// <summary>Whether the two passes did the same, as far as both answered: all of it, or, where answers are sampled, what does not hang on them.</summary>
    public bool SameRequests => Same(RecordLine.Request);

    public bool SameEffects => Same(RecordLine.Effect);

    public bool SameAnswer => Same(RecordLine.Answer);

    /// <summary>Whether the answers are drawn anew for each request, so that two passes may differ without a fault.</summary>
    public bool IsSampled => Request.Endpoint is not null;

    public decimal SequentialSeconds => Seconds(Sequential.Waited);

    public decimal SpeculativeSeconds => Seconds(Speculative.Waited);

    /// <summary>The part of the seconds foresight would have saved that was saved; null where it would have saved less than 1 %: that is noise.</summary>
    public decimal? ShareOfForesight => Foresight is { } best && best < 0.99m * SequentialSeconds
        ? (SequentialSeconds - SpeculativeSeconds) / (SequentialSeconds - best)
        : null;

    /// <summary>
    /// What speculation may lose by law 4 where it wins nothing: 1 % of what the real path costs, and one miss; the dearest, to be exact about it. What
    /// bets have won may be lost as well.
    /// </summary>
    public Usd Allowance
    {
        get
        {
            var dearest = Speculative.Letters.SelectMany(l => l.Report.Bets)
                .Where(b => b.Outcome != Ledgers.Outcome.Hit).Select(b => b.Cost ?? Usd.Zero).DefaultIfEmpty(Usd.Zero).Max();
            return (0.01m * Sequential.Known) + dearest;
        }
    }

    public IReadOnlyList<string> Errors => [.. Sequential.Errors, .. Speculative.Errors];

    private bool Same(string kind)
    {
        var both = Sequential.Letters.Zip(Speculative.Letters).Where(p => p.First.Answer is not null && p.Second.Answer is not null);
        return both.All(p => Told(p.First, kind).SequenceEqual(Told(p.Second, kind)));
    }

    private IEnumerable<string> Told(LetterResult letter, string kind) =>
        letter.Lines.Where(l => l.Kind == kind).Select(l => IsSampled ? Request.Compared(l) : l.ToString()).OfType<string>();

    public static decimal Seconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;
}
